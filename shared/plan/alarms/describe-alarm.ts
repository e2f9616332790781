import type { PlannedAlarm } from '../../model/alarm.ts';

/** API_PutMetricAlarm: `AlarmDescription` is at most 1,024 characters. */
const maxDescription = 1_024;

/** What of an alarm its builder decides; names and texts that follow from it are added by `finishAlarm`. */
export type AlarmDraft = Omit<PlannedAlarm, 'name' | 'description'>;

/** Gives a drafted alarm its name, `<scope>/<id>`, and the description that CloudWatch shows and sends along. */
export function finishAlarm(draft: AlarmDraft, scope: string): PlannedAlarm {
  const parts = [
    `[${draft.severity}] ${draft.title}.`,
    draft.meaning,
    `Missing data: ${draft.missingDataReason}`,
    ...(draft.runbook === undefined ? [] : [`Runbook: ${draft.runbook}`]),
  ];
  const description = parts.join('\n');
  return {
    ...draft,
    name: `${scope}/${draft.id}`,
    description: description.length > maxDescription ? `${description.slice(0, maxDescription - 3)}...` : description,
  };
}
