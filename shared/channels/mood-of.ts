import type { AlertMessage } from '../model/alert-message.ts';
import type { Severity } from '../model/severity.ts';

/** What a message looks like where a channel has colours. */
export type Mood = Severity | 'acknowledged' | 'resolved' | 'drill';

/** The one thing that a message's colour says: a drill first, then what became of it, then how bad it is. */
export function moodOf({ isDrill, status, severity }: Pick<AlertMessage, 'isDrill' | 'status' | 'severity'>): Mood {
  if (isDrill === true) return 'drill';
  return status === 'acknowledged' || status === 'resolved' ? status : severity;
}
