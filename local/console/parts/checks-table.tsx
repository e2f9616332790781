import type { CheckResult, ProbeResult } from '../../../shared/model/probe-result.ts';
import { Badge } from './badges.tsx';
import { Card, Empty } from './card.tsx';
import { Ago } from './time.tsx';

const looks = {
  passed: { tone: 'ok', icon: 'check', word: 'Passed' },
  degraded: { tone: 'warn', icon: 'degraded', word: 'Degraded' },
  failed: { tone: 'bad', icon: 'cross', word: 'Failed' },
} as const satisfies Record<CheckResult['level'], object>;

/** What was expected of the newest answer and what came, what went wrong first. */
export function ChecksTable({ latest }: { readonly latest: ProbeResult | undefined }) {
  const order = { failed: 0, degraded: 1, passed: 2 } as const;
  const checks = (latest?.checks ?? []).toSorted((a, b) => order[a.level] - order[b.level]);
  return (
    <Card title="Checks" aside={latest && <Ago atMs={latest.startedAtMs} />}>
      {checks.length === 0 ? (
        <Empty title={latest ? 'No answer to check' : 'No result yet'}>
          {latest
            ? 'The probe ended before there was an answer; the reason is above.'
            : 'Checks appear with the first result.'}
        </Empty>
      ) : (
        <table class="table checks">
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Expected</th>
              <th scope="col">Actual</th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            {checks.map(({ check, expected, actual, level }) => (
              <tr key={`${check} ${expected}`} class={`check-${level}`}>
                <th scope="row">{check}</th>
                <td data-label="Expected">{expected}</td>
                <td data-label="Actual">{actual}</td>
                <td>
                  <Badge look={looks[level]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
