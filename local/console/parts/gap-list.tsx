import type { OnCallRole } from '../../../shared/model/rotation.ts';
import type { RotationView } from '../../api/types.ts';
import { formatSpan } from '../text/format.ts';
import { type GapGroup, groupGaps } from '../text/gap-groups.ts';
import { gapsOf } from '../text/shifts.ts';
import type { ZonedTime } from '../text/zoned-time.ts';
import { Icon } from './icon.tsx';
import { useMoreRows } from './more-rows.tsx';
import { ShiftMoment } from './shift-table.tsx';

interface GapListProps {
  readonly rotation: RotationView;
  /** In the rotation's zone. */
  readonly time: ZonedTime;
  readonly nowMs: number;
}

/** When nobody is on call: the one thing on this page that must be mended. What comes again and again is one line. */
export function GapList({ rotation, time, nowMs }: GapListProps) {
  const gaps = gapsOf(rotation).filter(({ untilMs }) => untilMs > nowMs);
  const { shown, button } = useMoreRows(groupGaps(gaps, { time, endMs: endOf(rotation) }), { first: 3, more: 60 });
  if (gaps.length === 0) return null;
  return (
    <div class="route-problems">
      <ul>
        {shown.map((group) => (
          <li key={`${group.role} ${group.next.fromMs}`}>
            <Icon name="down" size={16} />
            <span>
              <strong>{nobodyIs[group.role]}</strong> <Gaps group={group} time={time} />
            </span>
          </li>
        ))}
      </ul>
      {button}
    </div>
  );
}

const endOf = ({ shifts }: RotationView): number =>
  Math.max(...[...shifts.primary, ...shifts.backup].map(({ untilMs }) => untilMs));

const nobodyIs = { primary: 'Nobody is on call', backup: 'Nobody is the backup' } as const satisfies Record<
  OnCallRole,
  string
>;

function Gaps({ group: { next, count, when }, time }: { readonly group: GapGroup; readonly time: ZonedTime }) {
  const { fromMs, untilMs } = next;
  const moments = (
    <>
      <ShiftMoment atMs={fromMs} time={time} /> – <ShiftMoment atMs={untilMs} time={time} /> (
      {formatSpan(untilMs - fromMs)})
    </>
  );
  if (when === undefined) return moments;
  return (
    <>
      {when}, {count} times in four weeks, the next {moments}
    </>
  );
}
