import { useState } from 'preact/hooks';
import { apiLimits } from '../../../shared/model/api-limits.ts';
import type { IncidentAction } from '../../../shared/model/incident-action.ts';
import type { IncidentView } from '../../api/types.ts';
import { useSnapshot, useStore, useZonedTime } from '../state/use-store.ts';
import { isOpen } from '../text/incident.ts';
import { ActionDialog, TextField } from './action-dialog.tsx';

type ActionName = IncidentAction['action'];

const HOUR_MS = 3_600_000;

/** How long a silence may be chosen to last. */
const silences = [
  { label: '30 minutes', ms: HOUR_MS / 2 },
  { label: '1 hour', ms: HOUR_MS },
  { label: '2 hours', ms: 2 * HOUR_MS },
  { label: '4 hours', ms: 4 * HOUR_MS },
  { label: '8 hours', ms: 8 * HOUR_MS },
  { label: '1 day', ms: 24 * HOUR_MS },
  { label: '3 days', ms: 72 * HOUR_MS },
] as const;

/** The buttons for what a person can do about an open incident; each opens its form. */
export function IncidentActions({ incident }: { readonly incident: IncidentView }) {
  const [opened, setOpened] = useState<ActionName>();
  if (!isOpen(incident)) return null;
  const close = (): void => setOpened(undefined);
  const buttons = [
    // Nobody is reminded of what is acknowledged: there is nothing left to silence.
    ...(incident.acknowledged
      ? []
      : ([
          { action: 'acknowledge', label: 'Acknowledge' },
          { action: 'silence', label: 'Silence' },
        ] as const)),
    { action: 'resolve', label: 'Resolve' },
  ] as const;
  return (
    <>
      {buttons.map(({ action, label }) => (
        <button
          key={action}
          type="button"
          class={`button${action === 'acknowledge' ? ' button-main' : ''}`}
          aria-haspopup="dialog"
          onClick={() => setOpened(action)}
        >
          {label}
        </button>
      ))}
      {opened === 'acknowledge' && <AcknowledgeDialog incident={incident} onClose={close} />}
      {opened === 'silence' && <SilenceDialog incident={incident} onClose={close} />}
      {opened === 'resolve' && <ResolveDialog incident={incident} onClose={close} />}
    </>
  );
}

interface DialogProps {
  readonly incident: IncidentView;
  readonly onClose: () => void;
}

/** Sends an action together with how many the form had seen, so that nobody overrules what they did not see. */
function useAct({ id, actions }: IncidentView): (action: IncidentAction, by: string) => Promise<void> {
  const { api, onEvent } = useStore();
  const [seenActions] = useState(actions);
  return async (action, by) => {
    onEvent({ type: 'incident', incident: await api.actOnIncident(id, { ...action, by, seenActions }) });
  };
}

function AcknowledgeDialog({ incident, onClose }: DialogProps) {
  const act = useAct(incident);
  const [note, setNote] = useState('');
  const said = note.trim();
  return (
    <ActionDialog
      title="Acknowledge"
      lead="You have it: nobody else is woken, and those who were told learn that it is yours."
      submitLabel="Acknowledge"
      act={(by) => act({ action: 'acknowledge', ...(said !== '' && { note: said }) }, by)}
      onClose={onClose}
    >
      <TextField label="Note" value={note} onChange={setNote} most={apiLimits.textCharacters} />
    </ActionDialog>
  );
}

function SilenceDialog({ incident, onClose }: DialogProps) {
  const act = useAct(incident);
  const nowMs = useStore().nowMs.value;
  const time = useZonedTime();
  const { timeZone } = useSnapshot().watch;
  const [lengthMs, setLength] = useState<number>(HOUR_MS);
  const [reason, setReason] = useState('');
  return (
    <ActionDialog
      title="Silence"
      lead="Further steps and reminders wait until then, or until the incident is over. Its end is still told."
      submitLabel="Silence"
      act={(by) => act({ action: 'silence', reason: reason.trim(), untilMs: Math.floor(nowMs + lengthMs) }, by)}
      onClose={onClose}
    >
      <label class="field">
        <span>For</span>
        <select value={lengthMs} onChange={({ currentTarget }) => setLength(Number(currentTarget.value))}>
          {silences.map(({ label, ms }) => (
            <option key={ms} value={ms}>
              {label}
            </option>
          ))}
        </select>
        <span class="muted">
          until {time.short(nowMs + lengthMs, nowMs)} ({timeZone})
        </span>
      </label>
      <TextField label="Reason" value={reason} onChange={setReason} isRequired most={apiLimits.textCharacters} />
    </ActionDialog>
  );
}

function ResolveDialog({ incident, onClose }: DialogProps) {
  const act = useAct(incident);
  const [reason, setReason] = useState('');
  const [isFalseAlarm, setFalseAlarm] = useState(false);
  const said = reason.trim();
  return (
    <ActionDialog
      title="Resolve"
      lead="It is over: whoever was told that it began is told so. An alarm that is still on opens a new one when it comes back."
      submitLabel="Resolve"
      act={(by) =>
        act(
          {
            action: 'resolve',
            ...(said !== '' && { reason: said }),
            ...(isFalseAlarm && { falseAlarm: true as const }),
          },
          by,
        )
      }
      onClose={onClose}
    >
      <TextField label="What it was" value={reason} onChange={setReason} most={apiLimits.textCharacters} />
      <label class="field-check">
        <input
          type="checkbox"
          checked={isFalseAlarm}
          onChange={({ currentTarget }) => setFalseAlarm(currentTarget.checked)}
        />
        <span>False alarm: nothing was wrong</span>
      </label>
    </ActionDialog>
  );
}
