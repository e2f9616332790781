import type { OnCallRole, Shift } from '../../../shared/model/rotation.ts';
import type { RotationView } from '../../api/types.ts';
import { useSnapshot, useStore } from '../state/use-store.ts';
import { formatSpan } from '../text/format.ts';
import { rolesOf, shiftAt } from '../text/shifts.ts';
import { createZonedTime, type ZonedTime } from '../text/zoned-time.ts';
import { Card } from './card.tsx';
import { GapList } from './gap-list.tsx';
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
      <GapList rotation={rotation} time={time} nowMs={nowMs} />
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

/** Who has a role now, until when, and who comes next. What lies beyond the shifts that are known is nobody's fault. */
function Holder({ role, shifts, nowMs, colours, time }: HolderProps) {
  const shift = shiftAt(shifts, nowMs);
  const next = shift && shifts[shifts.indexOf(shift) + 1];
  return (
    <div class={`holder${shift !== undefined && shift.person === undefined ? ' holder-gap' : ''}`}>
      <p class="holder-role">
        {roleTitles[role]} {shift?.isOverride && <span class="tag">override</span>}
      </p>
      <p class="holder-name">
        <HolderName shift={shift} colours={colours} />
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

function HolderName({ shift, colours }: { readonly shift: Shift | undefined } & Pick<HolderProps, 'colours'>) {
  if (shift === undefined) return <>Not known: load the page again</>;
  const { person } = shift;
  return person === undefined ? (
    <>
      <Icon name="down" size={22} /> Nobody
    </>
  ) : (
    <>
      <i class={`shift-dot shift-${colours.get(person) ?? 1}`} aria-hidden="true" />
      {person}
    </>
  );
}
