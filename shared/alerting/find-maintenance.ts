import { isWithin } from '../kpi/calendar.ts';
import type { Calendar } from '../model/calendar.ts';
import type { MaintenanceWindow } from '../model/policy.ts';
import { closesAt } from './calendar-windows.ts';

/** A window that holds, and until when (epoch milliseconds); `untilMs` is absent where its calendar never closes. */
export interface CurrentMaintenance {
  readonly window: MaintenanceWindow;
  readonly untilMs?: number;
}

/**
 * The maintenance at a moment (epoch milliseconds): of several windows the one that ends last, one without an end before all
 * others. A window in a calendar that there is not never holds: better one alert too many.
 */
export function findMaintenance(
  windows: readonly MaintenanceWindow[],
  calendars: Readonly<Record<string, Calendar>>,
  atMs: number,
): CurrentMaintenance | undefined {
  const endOf = ({ untilMs = Number.POSITIVE_INFINITY }: CurrentMaintenance): number => untilMs;
  return windows
    .flatMap((window) => placeNow(window, calendars, atMs))
    .reduce<CurrentMaintenance | undefined>(
      (last, one) => (last === undefined || endOf(one) > endOf(last) ? one : last),
      undefined,
    );
}

function placeNow(
  window: MaintenanceWindow,
  calendars: Readonly<Record<string, Calendar>>,
  atMs: number,
): readonly CurrentMaintenance[] {
  const { when } = window;
  if (when.kind === 'once') {
    return when.fromMs <= atMs && atMs < when.untilMs ? [{ window, untilMs: when.untilMs }] : [];
  }
  const calendar = Object.hasOwn(calendars, when.calendar) ? calendars[when.calendar] : undefined;
  if (calendar === undefined || !isWithin(calendar, atMs)) return [];
  const untilMs = closesAt(calendar, atMs);
  return [{ window, ...(untilMs === undefined ? {} : { untilMs }) }];
}
