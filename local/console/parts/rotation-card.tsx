import type { OnCallRole, Shift } from '../../../shared/model/rotation.ts';
import type { RotationView } from '../../api/types.ts';
import { useSnapshot, useStore } from '../state/use-store.ts';
import { formatSpan } from '../text/format.ts';
import { gapsOf, rolesOf, shiftAt } from '../text/shifts.ts';
import { createZonedTime, type ZonedTime } from '../text/zoned-time.ts';
import { Card } from './card.tsx';
import { Icon } from './icon.tsx';
import { ShiftChart } from './shift-chart.tsx';
import { ShiftMoment, ShiftTable } from './shift-table.tsx';

interface RotationCardProps {
  readonly rotation: RotationView;
  readonly colours: ReadonlyMap<string, number>;
}

/** One rotation: who has it now, its gaps, and the coming weeks as a picture and as a table. */
export function RotationCard({ rotation, colours }: RotationCardProps) {
  const { watch } = useSnapshot();
  const nowMs = useStore().nowMs.value;
  const time = createZonedTime(rotation.timeZone);
  const roles = rolesOf(rotation);
  return (
    <Card
      title={rotation.title}
      aside={rotation.timeZone === watch.timeZone ? rotation.timeZone : `times in ${rotation.timeZone}`}
    >
      <div class="on-call-now">
        {roles.map((role) => (
          <Holder key={role} role={role} shifts={rotation.shifts[role]} {...{ nowMs, colours, time }} />
        ))}
        {!roles.includes('backup') && <p class="muted on-call-none">No backup is planned.</p>}
      </div>
      <Gaps rotation={rotation} time={time} nowMs={nowMs} />
      <ShiftChart rotation={rotation} colours={colours} time={time} nowMs={nowMs} />
      <ShiftTable rotation={rotation} colours={colours} time={time} />
    </Card>
  );
}

const roleTitles = { primary: 'Primary now', backup: 'Backup now' } as const satisfies Record<OnCallRole, string>;

interface HolderProps {
  readonly role: OnCallRole;
  readonly shifts: readonly Shift[];
  readonly nowMs: number;
  readonly colours: ReadonlyMap<string, number>;
  readonly time: ZonedTime;
}

/** Who has a role now, until when, and who comes next. */
function Holder({ role, shifts, nowMs, colours, time }: HolderProps) {
  const shift = shiftAt(shifts, nowMs);
  const person = shift?.person;
  const next = shift && shifts[shifts.indexOf(shift) + 1];
  return (
    <div class={`holder${person === undefined ? ' holder-gap' : ''}`}>
      <p class="holder-role">
        {roleTitles[role]} {shift?.isOverride && <span class="tag">override</span>}
      </p>
      <p class="holder-name">
        {person === undefined ? (
          <>
            <Icon name="down" size={22} /> Nobody
          </>
        ) : (
          <>
            <i class={`shift-dot shift-${colours.get(person) ?? 1}`} aria-hidden="true" />
            {person}
          </>
        )}
      </p>
      {shift && (
        <p class="holder-until">
          until <ShiftMoment atMs={shift.untilMs} time={time} /> (in {formatSpan(shift.untilMs - nowMs)})
          {next && `, then ${next.person ?? 'nobody'}`}
        </p>
      )}
    </div>
  );
}

interface GapsProps {
  readonly rotation: RotationView;
  readonly time: ZonedTime;
  readonly nowMs: number;
}

/** When nobody is on call: the one thing on this page that must be mended. */
function Gaps({ rotation, time, nowMs }: GapsProps) {
  const gaps = gapsOf(rotation).filter(({ untilMs }) => untilMs > nowMs);
  if (gaps.length === 0) return null;
  return (
    <ul class="route-problems">
      {gaps.map(({ role, fromMs, untilMs }) => (
        <li key={`${role} ${fromMs}`}>
          <Icon name="down" size={16} />
          <span>
            <strong>Nobody is {role === 'primary' ? 'on call' : 'the backup'}</strong>{' '}
            <ShiftMoment atMs={fromMs} time={time} /> – <ShiftMoment atMs={untilMs} time={time} /> (
            {formatSpan(untilMs - fromMs)})
          </span>
        </li>
      ))}
    </ul>
  );
}
