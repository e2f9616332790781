/** What was looked at: the server as a whole, or one of the roles. */
export type CheckSubject = 'health' | 'kpi' | 'refresh';

/**
 * One thing that was looked at. `advice`: it works, and could be better or safer. `skipped`: something before it failed, so
 * nobody knows.
 */
export interface CheckLine {
  readonly subject: CheckSubject;
  /** What was looked at, e.g. `login`, `kpi mrr`. */
  readonly name: string;
  readonly status: 'ok' | 'advice' | 'failed' | 'skipped';
  /** One sentence: what is. */
  readonly text: string;
  /** What to do, in one or two sentences; always there where the status is `failed`. */
  readonly remedy?: string;
}

/** Makes the lines of one subject. */
export function linesOf(subject: CheckSubject) {
  return {
    ok: (name: string, text: string): CheckLine => ({ subject, name, status: 'ok', text }),
    failed: (name: string, text: string, remedy: string): CheckLine => ({
      subject,
      name,
      status: 'failed',
      text,
      remedy,
    }),
    advice: (name: string, text: string, remedy: string): CheckLine => ({
      subject,
      name,
      status: 'advice',
      text,
      remedy,
    }),
    skipped: (name: string, text: string): CheckLine => ({ subject, name, status: 'skipped', text }),
  };
}

export type Lines = ReturnType<typeof linesOf>;
