import type { Severity } from './severity.ts';

/** Somebody whom a step tells, found out for one moment. */
export interface RoutedReceiver {
  /** As the policy names it: `channel engineering`, `on call in platform (backup)`, `team payments`. */
  readonly receiver: string;
  /** Names of the people behind it. */
  readonly people: readonly string[];
  /** Channels that are told. */
  readonly channels: readonly string[];
  /** Why nobody is told: nobody is on call, or they have no such contact. */
  readonly problem?: string;
}

/** One step with its clock. */
export interface RoutedStep {
  readonly afterMs: number;
  readonly atMs: number;
  readonly receivers: readonly RoutedReceiver[];
  /** Outside of its calendar: it tells nobody. */
  readonly skipped?: string;
}

/** What happens if an alarm goes on at a moment and nobody acknowledges it. */
export interface Route {
  readonly alarmId: string;
  readonly title: string;
  readonly severity: Severity;
  readonly policy: string;
  /** A team's title or a person's name. */
  readonly owner?: string;
  readonly atMs: number;
  /** Why it waits, and until when; absent where it is told at once. */
  readonly hold?: { readonly why: string; readonly untilMs?: number };
  /** When the first step counts from. */
  readonly announcedAtMs: number;
  readonly steps: readonly RoutedStep[];
  readonly repeatMs?: number;
  /** When the digest that lists it goes out. */
  readonly digestAtMs?: number;
  readonly respondWithinMs?: number;
  readonly recoveryMs: number;
  readonly failover: readonly string[];
  /** Titles of the alarms that explain it. */
  readonly dependsOn: readonly string[];
}
