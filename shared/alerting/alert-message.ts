import type { Severity } from '../model/severity.ts';

/** One thing a reader may want next, e.g. the runbook. */
export interface AlertLink {
  readonly label: 'Runbook' | 'Dashboard' | 'Alarm';
  readonly url: string;
}

/** What is to be said about one change of one alarm, before any channel gives it a form. */
export interface AlertMessage {
  /** Equal for the opening and the closing of one alarm: channels thread by it. */
  readonly key: string;
  readonly status: 'firing' | 'resolved';
  readonly severity: Severity;
  readonly service: string;
  readonly environment: string;
  /** What is wrong (or was), as a short clause: "web is down". */
  readonly title: string;
  /** Severity, service, environment, what is wrong, since when: what every channel shows first. */
  readonly headline: string;
  /** Why, in one sentence: the probe's reason, or CloudWatch's where there is none. */
  readonly reason: string;
  readonly expected?: string;
  readonly actual?: string;
  /** The alarm's own arithmetic: value, threshold, M of N. */
  readonly rule: string;
  readonly meaning: string;
  /** Further facts in order, e.g. `Address: 192.0.2.7`. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly links: readonly AlertLink[];
  readonly alarmName: string;
  /** Epoch milliseconds of the state change. */
  readonly changedAtMs: number;
  /** When it went into ALARM, where known. */
  readonly sinceMs?: number;
  readonly timeZone: string;
}
