import type { KpiOutcome } from '../../../shared/model/kpi.ts';
import type { KpiResult } from '../../../shared/model/kpi-result.ts';
import type { KpiView } from '../../api/types.ts';
import { formatMilliseconds } from '../text/format.ts';
import { formatKpi } from '../text/kpi.ts';
import { Badge, type Look } from './badges.tsx';
import { useMoreRows } from './more-rows.tsx';
import { At } from './time.tsx';

const outcomeLooks = {
  value: { tone: 'ok', icon: 'check', word: 'Value' },
  null: { tone: 'quiet', icon: 'minus', word: 'Null' },
  'no-rows': { tone: 'quiet', icon: 'minus', word: 'No rows' },
  error: { tone: 'bad', icon: 'cross', word: 'Error' },
  timeout: { tone: 'bad', icon: 'pending', word: 'Timeout' },
} as const satisfies Record<KpiOutcome, Look>;

const pages = { first: 10, more: 30 } as const;

interface KpiResultsProps {
  readonly kpi: KpiView;
  /** Newest first. */
  readonly results: readonly KpiResult[];
}

/** The results of a KPI, newest first, more on request. */
export function KpiResults({ kpi, results }: KpiResultsProps) {
  const { shown, button } = useMoreRows(results, pages);
  return (
    <>
      <table class="table results">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Outcome</th>
            <th scope="col" class="number">
              Value
            </th>
            <th scope="col" class="number phase">
              Took
            </th>
            <th scope="col" class="reason">
              Reason
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ atMs, outcome, value, tookMs, reason }) => (
            <tr key={atMs}>
              <td class="nowrap">
                <At atMs={atMs} />
              </td>
              <td>
                <Badge look={outcomeLooks[outcome]} />
              </td>
              <td class="number">{value === undefined ? '–' : formatKpi(value, kpi)}</td>
              <td class="number phase">{formatMilliseconds(tookMs)}</td>
              <td class="reason">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {button}
    </>
  );
}
