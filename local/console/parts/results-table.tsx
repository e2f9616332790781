import { useState } from 'preact/hooks';
import type { Phases, ProbeResult } from '../../../shared/model/probe-result.ts';
import { formatMilliseconds } from '../text/format.ts';
import { OutcomeBadge } from './badges.tsx';
import { At } from './time.tsx';

const phaseColumns = [
  ['dnsMs', 'DNS'],
  ['connectMs', 'Connect'],
  ['tlsMs', 'TLS'],
  ['waitMs', 'Wait'],
  ['transferMs', 'Transfer'],
] as const satisfies readonly (readonly [keyof Phases, string])[];

const PAGE_SIZE = 12;

/** Results (oldest first) as a table, newest on top, more on request. */
export function ResultsTable({ results }: { readonly results: readonly ProbeResult[] }) {
  const [shown, setShown] = useState(PAGE_SIZE);
  const rows = results.toReversed().slice(0, shown);
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
          {rows.map((result) => (
            <ResultRow key={result.startedAtMs} result={result} />
          ))}
        </tbody>
      </table>
      {results.length > shown && (
        <button type="button" class="button more" onClick={() => setShown(shown + 5 * PAGE_SIZE)}>
          Show more ({results.length - shown})
        </button>
      )}
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
