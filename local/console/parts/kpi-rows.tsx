import type { KpiView } from '../../api/types.ts';
import { formatPercent } from '../text/format.ts';
import { formatKpi } from '../text/kpi.ts';
import { Card } from './card.tsx';

/**
 * The labelled rows of the newest result as bars in a table. Where the definition names the labels, they are the steps of a
 * funnel, and each says how many of the first step and of the step before it are left.
 */
export function KpiRows({ kpi }: { readonly kpi: KpiView }) {
  const rows = kpi.latest?.rows ?? [];
  if (rows.length === 0) return null;
  const highest = Math.max(...rows.map(({ value }) => value), Number.MIN_VALUE);
  const isFunnel = kpi.labels.length > 1;
  return (
    <Card title={isFunnel ? 'Funnel' : 'Rows'} aside="newest result">
      <table class="table funnel">
        <thead>
          <tr>
            <th scope="col">{isFunnel ? 'Step' : 'Label'}</th>
            <th scope="col" class="number">
              Value
            </th>
            <th scope="col" class="funnel-bar">
              <span class="visually-hidden">Bar</span>
            </th>
            {isFunnel && (
              <>
                <th scope="col" class="number">
                  Of the first
                </th>
                <th scope="col" class="number">
                  Of the step before
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, value }, index) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td class="number">{formatKpi(value, kpi)}</td>
              <td class="funnel-bar">
                <span aria-hidden="true" style={{ '--share': `${(Math.max(0, value) / highest) * 100}%` }} />
              </td>
              {isFunnel && (
                <>
                  <td class="number">{shareOf(value, rows[0]?.value)}</td>
                  <td class="number">{index === 0 ? '–' : shareOf(value, rows[index - 1]?.value)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function shareOf(value: number, whole: number | undefined): string {
  return whole === undefined || whole <= 0 ? '–' : formatPercent(Math.round((1_000 * value) / whole) / 10);
}
