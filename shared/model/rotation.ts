import type { Calendar } from './calendar.ts';

/** Whose turn it is, and who stands behind them. */
export const onCallRoles = ['primary', 'backup'] as const;

export type OnCallRole = (typeof onCallRoles)[number];

/** People who take turns, in order. */
export interface RotationLayer {
  readonly name: string;
  /** Ids of people, in the order of their turns. */
  readonly people: readonly string[];
  /** Length of a turn. */
  readonly turn: { readonly unit: 'day' | 'week'; readonly count: number };
  /** Minutes after midnight at which turns change, wall-clock time of the rotation's zone. */
  readonly handoverMinute: number;
  /** YYYY-MM-DD: the first turn begins on this day at the handover; weekly turns change on its weekday. Nobody is on call before. */
  readonly startDate: string;
  /** Who is the backup: this many turns ahead of the primary. 0: nobody. */
  readonly backupOffset: number;
  /** Only inside of it: how a rotation follows the sun. */
  readonly during?: Calendar;
}

/** Somebody takes over for a while. */
export interface RotationOverride {
  readonly person: string;
  readonly role: OnCallRole;
  /** Wall-clock time of the rotation's zone, YYYY-MM-DDTHH:MM; `until` exclusive. */
  readonly from: string;
  readonly until: string;
  readonly reason?: string;
}

/** Who is on call when. The first layer that covers a moment decides; overrides come before all layers. */
export interface Rotation {
  readonly id: string;
  readonly title: string;
  readonly timeZone: string;
  readonly layers: readonly RotationLayer[];
  readonly overrides: readonly RotationOverride[];
}

/** One person's time on call; `person` is absent where nobody is. */
export interface Shift {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly person?: string;
  /** True where an override decides. */
  readonly isOverride: boolean;
}

/** A rotation with who has it at the beginning of a period, and its shifts in that period; people by their names. */
export interface RotationShifts {
  readonly id: string;
  readonly title: string;
  readonly timeZone: string;
  /** Absent where nobody is on call. */
  readonly primary?: string;
  readonly backup?: string;
  readonly shifts: Readonly<Record<OnCallRole, readonly Shift[]>>;
}
