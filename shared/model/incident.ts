import type { AlertMessage } from './alert-message.ts';
import type { Severity } from './severity.ts';

/** Why an open incident is not told yet. */
export type HoldReason =
  /** Outside of the policy's hours. */
  | { readonly kind: 'calendar'; readonly calendar: string }
  | { readonly kind: 'maintenance'; readonly window: string }
  /** Something that it depends on is in alarm. */
  | { readonly kind: 'dependency'; readonly alarm: string }
  /** It depends on something: that gets a moment to turn out as the cause. */
  | { readonly kind: 'settling' }
  /** Goes into the next digest of its policy. */
  | { readonly kind: 'digest' };

/** What a message about an incident is for. */
export type TellKind = 'opening' | 'escalation' | 'reminder' | 'acknowledged' | 'closing' | 'summary';

/** Somebody who must be told something. It stays on the incident until the outcome is known. */
export interface Tell {
  /** Unique within the incident. */
  readonly id: string;
  readonly kind: TellKind;
  readonly channel: string;
  /** Index of the policy's step that asked for it. */
  readonly step?: number;
  /** Ids of people that a message in a channel should mention. */
  readonly mentions: readonly string[];
  /** The channel that could not be reached, where this one takes over. */
  readonly insteadOf?: string;
  /** How often it was given up: it is tried again later, until it is lost. */
  readonly givenUp: number;
  /** Whoever delivers it has until this moment (epoch milliseconds); later, somebody else may try. */
  readonly claimedUntilMs: number;
}

/** Who was told of an incident, by channel. */
export interface Told {
  readonly atMs: number;
  /** What the vendor calls the message, where later ones join it: the `ts` of a Slack message. */
  readonly thread?: string;
  /** When it was told of the end. */
  readonly closedAtMs?: number;
  /** When telling it of the end failed for good: that is in the dead letters. */
  readonly closingLostAtMs?: number;
}

/** One line of an incident's story; `what` decides which other fields are there. */
export type TimelineEntry = { readonly atMs: number } & (
  | { readonly what: 'opened'; readonly reason: string }
  | { readonly what: 'held'; readonly by: HoldReason; readonly untilMs?: number }
  | { readonly what: 'announced'; readonly policy: string }
  | {
      readonly what: 'told';
      readonly tell: TellKind;
      readonly channel: string;
      readonly step?: number;
      readonly result: 'delivered' | 'rehearsed' | 'rejected' | 'gave-up';
      readonly attempts: number;
      readonly problem?: string;
      readonly insteadOf?: string;
    }
  /** A step that could tell nobody: outside of its hours, or nobody is on call. */
  | { readonly what: 'skipped'; readonly step: number; readonly why: string }
  | { readonly what: 'recovering' }
  | { readonly what: 'flapped'; readonly flaps: number }
  | { readonly what: 'joined'; readonly alarm: string; readonly title: string }
  | { readonly what: 'suppressed'; readonly by: string }
  | { readonly what: 'acknowledged'; readonly by: string; readonly note?: string }
  | { readonly what: 'silenced'; readonly by: string; readonly reason: string; readonly untilMs: number }
  | { readonly what: 'silence-ended' }
  | { readonly what: 'resolved'; readonly by?: string; readonly reason?: string; readonly falseAlarm?: true }
);

/** An alarm that an incident explains. */
export interface RelatedAlarm {
  /** CloudWatch's name. */
  readonly alarm: string;
  readonly title: string;
  readonly sinceMs: number;
  /** When it was over; absent while it is on. */
  readonly overMs?: number;
}

/** What is said about the alarm, kept so that later messages can quote it. */
export interface IncidentNews {
  readonly opening: AlertMessage;
  /** Once the alarm was OK. */
  readonly closing?: AlertMessage;
}

/** One outage of one alarm from its first word to its last, however often the alarm flaps. */
export interface Incident {
  /** Twelve characters, made of the alarm and the moment, so that two who open it at once open the same. */
  readonly id: string;
  /** CloudWatch's name. */
  readonly alarm: string;
  /** Its id in the plan, where the plan knows it. */
  readonly alarmId?: string;
  readonly title: string;
  readonly severity: Severity;
  readonly policy: string;
  readonly owner?: string;
  /** A rehearsal that somebody asked for: nothing is wrong. */
  readonly drill?: { readonly by: string; readonly endsAtMs: number };
  /** `held`: nobody was told yet. `open`: told, or being told. */
  readonly phase: 'held' | 'open' | 'resolved';
  readonly hold?: { readonly reason: HoldReason; readonly untilMs?: number };
  /** When the alarm went on, epoch milliseconds. */
  readonly openedAtMs: number;
  /** The first bad datapoint of the alarm, where known: how late it was detected. */
  readonly beganAtMs?: number;
  /** When its steps began to count; absent while held. */
  readonly announcedAtMs?: number;
  /** How many steps of the policy are done. */
  readonly stepsDone: number;
  readonly remindedAtMs?: number;
  readonly acknowledged?: { readonly atMs: number; readonly by: string; readonly note?: string };
  readonly silenced?: {
    readonly atMs: number;
    readonly untilMs: number;
    readonly by: string;
    readonly reason: string;
  };
  /** Since when the alarm is OK, while its incident waits whether it stays so. */
  readonly recoveringSinceMs?: number;
  /** CloudWatch's name of the alarm that explains it since it was told: its steps wait meanwhile. */
  readonly suppressedBy?: string;
  /** How often it came back within its recovery time. */
  readonly flaps: number;
  readonly resolved?: {
    readonly atMs: number;
    /** When the alarm was OK for good: the outage's end. */
    readonly okSinceMs: number;
    readonly by?: string;
    readonly reason?: string;
    readonly falseAlarm?: true;
  };
  readonly news: IncidentNews;
  /** What it explains: alarms that depend on this one and went on meanwhile. At most 100. */
  readonly related: readonly RelatedAlarm[];
  /** By channel. */
  readonly told: Readonly<Record<string, Told>>;
  readonly tells: readonly Tell[];
  /** How many tells there were: ids are made of it. */
  readonly tellCount: number;
  /** When it is due in its policy's next digest or summary. */
  readonly summaryDueMs?: number;
  /** Oldest first, at most 300: the middle of a longer story is left out. */
  readonly timeline: readonly TimelineEntry[];
  /** How many human actions it has seen: a form that was made before the last one is refused. */
  readonly actions: number;
}

/** All that is remembered of one alarm: what it said last, and its newest incident. */
export interface AlarmRecord {
  /** CloudWatch's name. A drill has a record of its own, `drill/<name>`. */
  readonly alarm: string;
  readonly state: 'OK' | 'ALARM';
  /** When it last changed; what happened before is told late and changes nothing. */
  readonly changedAtMs: number;
  /** The newest one, resolved or not. */
  readonly incident?: Incident;
}

/** Whether somebody may still have to do something about an incident. */
export function isUnresolved({ phase }: Pick<Incident, 'phase'>): boolean {
  return phase !== 'resolved';
}

/** How an incident stands, in one word. */
export type IncidentStatus = 'held' | 'open' | 'acknowledged' | 'silenced' | 'flapping' | 'recovering' | 'resolved';

/** From this many flaps on, an incident is called flapping. */
const flappingFrom = 2;

/** The one word for an incident at a moment (epoch milliseconds). */
export function statusOf(
  {
    phase,
    acknowledged,
    silenced,
    flaps,
    recoveringSinceMs,
  }: Pick<Incident, 'phase' | 'acknowledged' | 'silenced' | 'flaps' | 'recoveringSinceMs'>,
  nowMs: number,
): IncidentStatus {
  if (phase !== 'open') return phase;
  if (silenced !== undefined && silenced.untilMs > nowMs) return 'silenced';
  if (acknowledged !== undefined) return 'acknowledged';
  if (flaps >= flappingFrom) return 'flapping';
  return recoveringSinceMs === undefined ? 'open' : 'recovering';
}
