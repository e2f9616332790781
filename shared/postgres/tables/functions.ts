import type { Severity } from '../../model/severity.ts';
import type { TableBuilder } from '../checks/check.ts';
import { gradeFunction, rateFunction, targetMsOf } from '../function-rating.ts';
import { column, rounded } from './table-columns.ts';

/** Functions with their mean times, rated against their targets where they have one. */
export const functions: TableBuilder = ({ objects, pulse, change, functionTargetsMs }) =>
  objects && {
    name: 'functions',
    title: 'Functions',
    columns: [
      column('name', 'Function', 'code'),
      column('calls', 'Calls', 'count'),
      column('mean', 'Mean', 'milliseconds'),
      column('recent', 'Mean of the last minute', 'milliseconds'),
      column('self', 'Without what it calls', 'milliseconds'),
      column('target', 'Target', 'milliseconds'),
      column('rating', 'Rating', 'text'),
      column('grade', 'Grade', 'text'),
    ],
    rows: objects.functionRows
      .map((row) => ({ ...row, meanMs: row.totalMs / Math.max(row.calls, 1) }))
      .sort((a, b) => b.meanMs - a.meanMs)
      .map(({ name, calls, meanMs, selfMs }) => {
        const targetMs = targetMsOf(name, functionTargetsMs);
        const recentMs = change?.functions.find((called) => called.name === name)?.meanMs;
        const rating = rateFunction(recentMs ?? meanMs, targetMs);
        return {
          values: [
            name,
            calls,
            rounded(meanMs, 2),
            rounded(recentMs, 2),
            rounded(selfMs / Math.max(calls, 1), 2),
            targetMs ?? null,
            rating,
            gradeFunction(recentMs ?? meanMs),
          ],
          grade: gradeOfRating[rating],
        };
      }),
    ...(pulse?.settings.track_functions === 'none' && { note: 'track_functions is none: nothing is counted.' }),
  };

const gradeOfRating = { excellent: 'ok', good: 'ok', fair: 'info', slow: 'warning' } as const satisfies Record<
  string,
  Severity | 'ok'
>;
