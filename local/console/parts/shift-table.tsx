import type { OnCallRole, Shift } from '../../../shared/model/rotation.ts';
import type { RotationView } from '../../api/types.ts';
import { formatSpan } from '../text/format.ts';
import { rolesOf } from '../text/shifts.ts';
import type { ZonedTime } from '../text/zoned-time.ts';
import { Icon } from './icon.tsx';
import { useMoreRows } from './more-rows.tsx';

interface ShiftTableProps {
  readonly rotation: RotationView;
  readonly colours: ReadonlyMap<string, number>;
  /** In the rotation's zone. */
  readonly time: ZonedTime;
}

/** Every shift in words, in the order of their beginnings. */
export function ShiftTable({ rotation, colours, time }: ShiftTableProps) {
  const rows = rolesOf(rotation)
    .flatMap((role) => rotation.shifts[role].map((shift) => ({ ...shift, role })))
    .toSorted((a, b) => a.fromMs - b.fromMs);
  const { shown, button } = useMoreRows(rows, { first: 8, more: 60 });
  return (
    <>
      <table class="table shift-table">
        <caption class="visually-hidden">Shifts of {rotation.title}</caption>
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">Role</th>
            <th scope="col">From</th>
            <th scope="col">Until</th>
            <th scope="col">Length</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((shift) => (
            <ShiftRow key={`${shift.role} ${shift.fromMs}`} {...{ shift, colours, time }} />
          ))}
        </tbody>
      </table>
      {button}
    </>
  );
}

interface ShiftRowProps {
  readonly shift: Shift & { readonly role: OnCallRole };
  readonly colours: ReadonlyMap<string, number>;
  readonly time: ZonedTime;
}

function ShiftRow({ shift: { role, person, isOverride, fromMs, untilMs }, colours, time }: ShiftRowProps) {
  return (
    <tr class={person === undefined ? 'shift-row-gap' : undefined}>
      <th scope="row">
        {person === undefined ? (
          <span class="problem">
            <Icon name="down" size={14} /> Nobody
          </span>
        ) : (
          <>
            <i class={`shift-dot shift-${colours.get(person) ?? 1}`} aria-hidden="true" /> {person}
          </>
        )}
        {isOverride && (
          <>
            {' '}
            <span class="tag">override</span>
          </>
        )}
      </th>
      <td>{role}</td>
      <td data-label="From">
        <ShiftMoment atMs={fromMs} time={time} />
      </td>
      <td data-label="Until">
        <ShiftMoment atMs={untilMs} time={time} />
      </td>
      <td>{formatSpan(untilMs - fromMs)}</td>
    </tr>
  );
}

/** `Mon 9 Mar, 09:00` in the rotation's zone. */
export function ShiftMoment({ atMs, time }: { readonly atMs: number; readonly time: ZonedTime }) {
  return (
    <time class="nowrap" dateTime={new Date(atMs).toISOString()} title={time.full(atMs)}>
      {time.weekday(atMs)}, {time.minute(atMs)}
    </time>
  );
}
