import type { AlertMessage } from '../model/alert-message.ts';
import type { AlertIngredients } from './alert-ingredients.ts';

/** What a finding has to say in an alert: the culprit, and what to do. */
export interface FindingQuote {
  readonly reason: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly facts: AlertMessage['facts'];
}

/** What to quote of the finding: it explains the beginning of an alarm, and says nothing about its end. */
export function quoteFinding({
  status,
  finding,
}: Pick<AlertIngredients, 'status' | 'finding'>): FindingQuote | undefined {
  if (finding === undefined || status !== 'firing') return undefined;
  const { reason, expected, actual, facts, remedy } = finding;
  return {
    reason,
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    facts: [...facts, ...(remedy === undefined ? [] : [{ label: 'What to do', value: remedy }])],
  };
}
