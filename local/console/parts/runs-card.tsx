import type { JobRunRecord } from '../../../shared/model/job-run.ts';
import { formatMilliseconds } from '../text/format.ts';
import { Badge, runLooks } from './badges.tsx';
import { Card, Empty } from './card.tsx';
import { Ago } from './time.tsx';

interface RunsCardProps {
  readonly title: string;
  /** Newest first. */
  readonly runs: readonly JobRunRecord[];
}

const MOST_RUNS = 8;

/** How the last runs of something went. */
export function RunsCard({ title, runs }: RunsCardProps) {
  return (
    <Card title={title} aside={runs.length > 0 ? 'newest first' : undefined}>
      {runs.length === 0 ? (
        <Empty title="No run yet">The first appears when it has ended.</Empty>
      ) : (
        <ul class="rows">
          {runs.slice(0, MOST_RUNS).map((run) => (
            <li key={`${run.job} ${run.scheduledAtMs}`} class="row-job">
              <div>
                <span class="mono">{run.job}</span>
                <p class={run.status === 'error' ? 'problem' : 'muted'}>{run.message}</p>
              </div>
              <div class="row-side">
                <Badge look={runLooks[run.status]} />
                <p class="muted">
                  {formatMilliseconds(run.durationMs)}, <Ago atMs={run.scheduledAtMs} />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
