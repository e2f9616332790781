import type { JobView } from '../../api/types.ts';
import { useSnapshot, useStore } from '../state/use-store.ts';
import { capitalize, formatPercent, formatSpan } from '../text/format.ts';
import { Badge } from './badges.tsx';
import { Card, Empty } from './card.tsx';
import { Ago } from './time.tsx';

/** Whether the watch itself is alive: each job with its last run. */
export function Heartbeats() {
  const { jobs } = useSnapshot().watch;
  return (
    <Card title="Jobs" aside="who watches the watcher">
      {jobs.length === 0 ? (
        <Empty title="No job is planned">A job appears for each interval at which something is looked at.</Empty>
      ) : (
        <ul class="rows">
          {jobs.map((job) => (
            <Heartbeat key={job.id} job={job} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Heartbeat({ job }: { readonly job: JobView }) {
  const { id, everySeconds, work, lastRunAtMs, lastResultPercent, lastProblem } = job;
  const look = heartbeatOf(job, useSnapshot().watch.startedAtMs, useStore().nowMs.value);
  return (
    <li class="row-job">
      <div>
        <span class="strong mono">{id}</span>
        <p class="muted">
          {capitalize(work)}, every {formatSpan(everySeconds * 1_000)}
        </p>
        {lastProblem !== undefined && <p class="problem">{lastProblem}</p>}
      </div>
      <div class="row-side">
        <Badge look={look} />
        <p class="muted">
          {lastResultPercent !== undefined && `${formatPercent(lastResultPercent)} with a result, `}
          {lastRunAtMs === undefined ? 'no run yet' : <Ago atMs={lastRunAtMs} />}
        </p>
      </div>
    </li>
  );
}

/** Late once two runs are missing, counted from the start where there was none. */
function heartbeatOf({ lastRunAtMs, everySeconds, lastProblem }: JobView, startedAtMs: number, nowMs: number) {
  const isLate = nowMs - (lastRunAtMs ?? startedAtMs) > 2.5 * everySeconds * 1_000;
  if (isLate) return { tone: 'bad', icon: 'down', word: 'Late' } as const;
  if (lastRunAtMs === undefined) return { tone: 'quiet', icon: 'pending', word: 'Waiting' } as const;
  return lastProblem === undefined
    ? ({ tone: 'ok', icon: 'up', word: 'On time' } as const)
    : ({ tone: 'warn', icon: 'degraded', word: 'Problem' } as const);
}
