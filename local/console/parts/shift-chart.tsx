import type { OnCallRole, Shift } from '../../../shared/model/rotation.ts';
import type { RotationView } from '../../api/types.ts';
import { gapsOf, rolesOf } from '../text/shifts.ts';
import { listMidnights } from '../text/wall-clock.ts';
import type { ZonedTime } from '../text/zoned-time.ts';
import { Icon } from './icon.tsx';

interface ShiftChartProps {
  readonly rotation: RotationView;
  readonly colours: ReadonlyMap<string, number>;
  /** In the rotation's zone. */
  readonly time: ZonedTime;
  readonly nowMs: number;
}

interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

const roleNames = { primary: 'Primary', backup: 'Backup' } as const satisfies Record<OnCallRole, string>;

/** A day that is named behind this part of the chart would stand out of it. */
const LAST_NAMED = 0.92;

/** A shift narrower than this part of the chart has no room for a name. */
const NARROW = 0.035;

/**
 * The coming weeks as a row per role: a bar per shift in its person's colour, overrides hatched, gaps red. A picture: the
 * table below says the same in words.
 */
export function ShiftChart({ rotation, colours, time, nowMs }: ShiftChartProps) {
  const period = periodOf(rotation);
  if (!period) return null;
  return (
    <section
      class="shifts-scroll"
      aria-label={`The coming weeks of ${rotation.title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is wider than a phone and scrolls, and the keyboard must get there
      tabIndex={0}
    >
      <div class="shifts" aria-hidden="true">
        <DayMarks period={period} time={time} />
        {rolesOf(rotation).map((role) => (
          <div key={role} class="shifts-row">
            <span class="shifts-role">{roleNames[role]}</span>
            <div class="shifts-track">
              {rotation.shifts[role].map((shift) => (
                <ShiftBar key={shift.fromMs} shift={shift} {...{ period, time, colours }} />
              ))}
            </div>
          </div>
        ))}
        <div class="shifts-over">
          {nowMs >= period.fromMs && nowMs < period.toMs && (
            <i class="shifts-now" style={{ left: percent(nowMs, period) }} />
          )}
        </div>
      </div>
      <ShiftLegend rotation={rotation} colours={colours} />
    </section>
  );
}

function periodOf({ shifts }: RotationView): Period | undefined {
  const all = [...shifts.primary, ...shifts.backup];
  return all.length === 0
    ? undefined
    : { fromMs: Math.min(...all.map(({ fromMs }) => fromMs)), toMs: Math.max(...all.map(({ untilMs }) => untilMs)) };
}

const shareOf = (atMs: number, { fromMs, toMs }: Period): number => (atMs - fromMs) / (toMs - fromMs);

const percent = (atMs: number, period: Period): string => `${100 * shareOf(atMs, period)}%`;

/** A line per midnight, the day of every Monday above. */
function DayMarks({ period, time }: { readonly period: Period; readonly time: ZonedTime }) {
  const midnights = listMidnights(period.fromMs, period.toMs, time.timeZone);
  return (
    <div class="shifts-days">
      {midnights.map((atMs) => {
        const day = time.weekday(atMs);
        const isMonday = day.startsWith('Mon');
        const isShown = isMonday && shareOf(atMs, period) < LAST_NAMED;
        return (
          <i key={atMs} class={isMonday ? 'shifts-monday' : undefined} style={{ left: percent(atMs, period) }}>
            {isShown && <span>{day}</span>}
          </i>
        );
      })}
    </div>
  );
}

interface ShiftBarProps {
  readonly shift: Shift;
  readonly period: Period;
  readonly time: ZonedTime;
  readonly colours: ReadonlyMap<string, number>;
}

function ShiftBar({ shift, period, time, colours }: ShiftBarProps) {
  const { fromMs, untilMs, person, isOverride } = shift;
  const width = shareOf(untilMs, period) - shareOf(fromMs, period);
  const name = person ?? 'Nobody';
  const kind = person === undefined ? 'shift-gap' : `shift-${colours.get(person) ?? 1}`;
  return (
    <div
      class={`shift ${kind}${isOverride ? ' shift-override' : ''}`}
      style={{ left: percent(fromMs, period), width: `${100 * width}%` }}
      title={`${name}${isOverride ? ' (override)' : ''}: ${time.full(fromMs)} – ${time.full(untilMs)}`}
    >
      {width >= NARROW && <span>{name}</span>}
    </div>
  );
}

function ShiftLegend({ rotation, colours }: Pick<ShiftChartProps, 'rotation' | 'colours'>) {
  const shifts = rolesOf(rotation).flatMap((role) => rotation.shifts[role]);
  const people = [...new Set(shifts.flatMap(({ person }) => person ?? []))].toSorted((a, b) =>
    a.localeCompare(b, 'en'),
  );
  return (
    <ul class="shifts-legend" aria-hidden="true">
      {people.map((person) => (
        <li key={person}>
          <i class={`shift-${colours.get(person) ?? 1}`} /> {person}
        </li>
      ))}
      {shifts.some(({ isOverride }) => isOverride) && (
        <li>
          <i class="shift-override shift-any" /> override
        </li>
      )}
      {gapsOf(rotation).length > 0 && (
        <li class="problem">
          <i class="shift-gap" /> nobody <Icon name="down" size={12} />
        </li>
      )}
    </ul>
  );
}
