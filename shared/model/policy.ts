import type { ContactKind } from './person.ts';
import type { OnCallRole } from './rotation.ts';
import type { Weekday } from './weekday.ts';

/** Who is told. Only a channel is one for good: people and whoever is on call are found out at the moment of telling. */
export type Receiver =
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'person'; readonly person: string; readonly by?: readonly ContactKind[] }
  | {
      readonly kind: 'on-call';
      readonly rotation: string;
      readonly role: OnCallRole;
      readonly by?: readonly ContactKind[];
    }
  | { readonly kind: 'team'; readonly team: string; readonly by?: readonly ContactKind[] };

/** One step of a policy. */
export interface PolicyStep {
  /** How long after the incident was announced, unless it is acknowledged by then. */
  readonly afterMs: number;
  readonly notify: readonly Receiver[];
  /** Name of a calendar: outside of it the step tells nobody. */
  readonly during?: string;
}

/** When a digest goes out. */
export interface DigestSchedule {
  readonly every: 'hour' | 'day' | 'week';
  /** Where it is weekly. */
  readonly on?: Weekday;
  /** Minutes after midnight (after the hour for `hour`), wall-clock time. */
  readonly atMinute: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** How incidents are told, and to whom. */
export interface Policy {
  readonly name: string;
  /** In order; the first may wait too. Empty: nobody is told, the incident is only logged. */
  readonly steps: readonly PolicyStep[];
  /** How often an open, unacknowledged incident is told again to everybody whom it reached. */
  readonly repeatMs?: number;
  /** Name of a calendar: what opens outside of it is told when it opens. Never for critical ones. */
  readonly holdUntil?: string;
  /** Told in one message at certain times instead of one by one. */
  readonly digest?: DigestSchedule;
  /** How soon somebody should acknowledge; measured, and shown. */
  readonly respondWithinMs?: number;
  /** How long an alarm must be OK before its incident is over. */
  readonly recoveryMs: number;
  /** Channels that take over, in order, where a delivery fails for good. */
  readonly failover: readonly string[];
}

/** Planned work: what it is about opens no incident meanwhile. */
export interface MaintenanceWindow {
  readonly name: string;
  readonly reason: string;
  /** Once (epoch milliseconds, `untilMs` exclusive), or inside of a calendar by name. */
  readonly when:
    | { readonly kind: 'once'; readonly fromMs: number; readonly untilMs: number }
    | { readonly kind: 'calendar'; readonly calendar: string };
  /** True: CloudWatch mutes the alarms too, so that the backstop is quiet as well. */
  readonly mutesBackstop: boolean;
}

/** One step of a runbook. */
export interface RunbookStep {
  readonly text: string;
  /** A command of a shell that does it. */
  readonly run?: string;
}

/** How one alarm is routed. */
export interface AlarmRouting {
  /** Name of its policy. */
  readonly policy: string;
  /** Id of a team or a person. */
  readonly owner?: string;
  /** Told together with the first step. */
  readonly alsoNotify: readonly Receiver[];
  /** Ids of the alarms of other things that explain it: while one of them is on, it opens no incident. */
  readonly dependsOn: readonly string[];
  /** Ids of worse alarms about the same thing, which explain it too. */
  readonly worse: readonly string[];
  /** Names of the maintenance windows that it falls under. */
  readonly maintenance: readonly string[];
  readonly runbookSteps: readonly RunbookStep[];
}
