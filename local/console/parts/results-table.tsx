import type { Phases, ProbeResult } from '../../../shared/model/probe-result.ts';
import { formatMilliseconds } from '../text/format.ts';
import { OutcomeBadge } from './badges.tsx';
import { useMoreRows } from './more-rows.tsx';
import { At } from './time.tsx';

const phaseColumns = [
  ['dnsMs', 'DNS'],
  ['connectMs', 'Connect'],
  ['tlsMs', 'TLS'],
  ['waitMs', 'Wait'],
  ['transferMs', 'Transfer'],
] as const satisfies readonly (readonly [keyof Phases, string])[];

const pages = { first: 12, more: 60 } as const;

/** Results (oldest first) as a table, newest on top, more on request. */
export function ResultsTable({ results }: { readonly results: readonly ProbeResult[] }) {
  const { shown, button } = useMoreRows(results.toReversed(), pages);
  return (
    <>
      <table class="table results">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Outcome</th>
            <th scope="col" class="number">
              Total
            </th>
            {phaseColumns.map(([key, label]) => (
              <th key={key} scope="col" class="number phase">
                {label}
              </th>
            ))}
            <th scope="col" class="reason">
              Reason
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((result) => (
            <ResultRow key={result.startedAtMs} result={result} />
          ))}
        </tbody>
      </table>
      {button}
    </>
  );
}

function ResultRow({ result: { startedAtMs, outcome, phases, reason } }: { readonly result: ProbeResult }) {
  return (
    <tr>
      <td class="nowrap">
        <At atMs={startedAtMs} />
      </td>
      <td>
        <OutcomeBadge outcome={outcome} />
      </td>
      <td class="number">{formatMilliseconds(phases.totalMs)}</td>
      {phaseColumns.map(([key]) => {
        const ms = phases[key];
        return (
          <td key={key} class="number phase">
            {ms === undefined ? '–' : formatMilliseconds(ms)}
          </td>
        );
      })}
      <td class="reason">{reason}</td>
    </tr>
  );
}
