import { describeDuration } from '../../shared/alerting/describe-duration.ts';
import type { RotationShifts, Shift } from '../../shared/model/rotation.ts';
import { count } from '../count.ts';
import { type Column, formatTable } from '../format-table.ts';
import { paint } from '../terminal.ts';

/** A rotation as of a moment. */
export interface PrintedRotation extends RotationShifts {
  /** The moment that `primary` and `backup` are about, epoch milliseconds: the beginning of the period. */
  readonly atMs: number;
}

/** A time in which neither primary nor backup changes. */
interface Row {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly primary?: Shift;
  readonly backup?: Shift;
}

/** One rotation as lines: who has it, its shifts as a table, and how long nobody has it. Times are those of its zone. */
export function formatRotation(rotation: PrintedRotation): readonly string[] {
  const { title, timeZone, atMs, primary, backup, shifts } = rotation;
  const hasBackup = shifts.backup.some(({ person }) => person !== undefined);
  const backed = backup === undefined ? '' : `, ${backup} behind`;
  const moment = (timeMs: number) => formatShiftMoment(timeMs, timeZone);
  return [
    `${title}, ${moment(atMs)} (${timeZone}): ${primary ?? paint('red', 'NOBODY')}${backed}`,
    '',
    ...formatTable(columnsFor(moment, hasBackup), mergeShifts(shifts)),
    ...describeGaps(shifts.primary),
  ];
}

function columnsFor(moment: (timeMs: number) => string, hasBackup: boolean): readonly Column<Row>[] {
  const nobody = ({ primary }: Row) => primary?.person === undefined;
  return [
    { title: 'From', text: ({ fromMs }) => moment(fromMs) },
    { title: 'Until', text: ({ untilMs }) => moment(untilMs) },
    {
      title: 'Primary',
      text: ({ primary }) => nameOf(primary, 'NOBODY'),
      paint: (padded, row) => (nobody(row) ? paint('red', padded) : padded),
    },
    ...(hasBackup ? [{ title: 'Backup', text: ({ backup }: Row) => nameOf(backup, '-') }] : []),
  ];
}

function nameOf(shift: Shift | undefined, none: string): string {
  if (shift?.person === undefined) return none;
  return shift.isOverride ? `${shift.person} (override)` : shift.person;
}

/** Both roles side by side, cut wherever one of them changes. */
function mergeShifts({ primary, backup }: RotationShifts['shifts']): readonly Row[] {
  const edges = [...new Set([...primary, ...backup].flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]))];
  const sorted = edges.sort((a, b) => a - b);
  const at = (shifts: readonly Shift[], timeMs: number) =>
    shifts.find(({ fromMs, untilMs }) => fromMs <= timeMs && timeMs < untilMs);
  return sorted.slice(0, -1).map((fromMs, index): Row => {
    const [first, second] = [at(primary, fromMs), at(backup, fromMs)];
    return {
      ...{ fromMs, untilMs: sorted[index + 1] ?? fromMs },
      ...(first === undefined ? {} : { primary: first }),
      ...(second === undefined ? {} : { backup: second }),
    };
  });
}

function describeGaps(shifts: readonly Shift[]): readonly string[] {
  const gaps = shifts.filter(({ person }) => person === undefined);
  if (gaps.length === 0) return [];
  const lengthMs = gaps.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0);
  return ['', `${count(gaps.length, 'gap')}: nobody is on call for ${describeDuration(lengthMs)} in all.`];
}

/** E.g. `Mon 16 Nov 09:00`; put together here, because engines differ in their commas. */
function formatShiftMoment(timeMs: number, timeZone: string): string {
  const options = { weekday: 'short', day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, ...options, hourCycle: 'h23' }).formatToParts(timeMs);
  const part = (type: keyof typeof options): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('hour')}:${part('minute')}`;
}
