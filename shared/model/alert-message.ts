import type { RunbookStep } from './policy.ts';
import type { Severity } from './severity.ts';

/** One thing a reader may want next, e.g. the runbook. */
export interface AlertLink {
  readonly label: 'Acknowledge' | 'Runbook' | 'Dashboard' | 'Alarm';
  readonly url: string;
}

/** What is to be said about one alarm or one incident, before any channel gives it a form. */
export interface AlertMessage {
  /** Equal for everything that is said about one incident: channels thread by it. */
  readonly key: string;
  /** `summary`: several incidents in one message, each a line of `items`. */
  readonly status: 'firing' | 'acknowledged' | 'resolved' | 'summary';
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
  /** Epoch milliseconds of telling, where that may be much later: a time of another day is told with its day. */
  readonly toldAtMs?: number;
  readonly timeZone: string;
  /** True where nothing is wrong: somebody rehearses. Every channel says so first. */
  readonly isDrill?: true;
  /** What has become of it since it opened, as a short clause behind the headline: "not acknowledged for 10 minutes". */
  readonly note?: string;
  /** Lines of a list: the incidents of a summary, or the alarms that one incident explains. */
  readonly items?: readonly string[];
  /** Member ids of Slack to mention. */
  readonly mentions?: readonly string[];
  /** What to do, in order. */
  readonly runbookSteps?: readonly RunbookStep[];
  /** Who answers for it: a team's title or a person's name. */
  readonly owner?: string;
}
