import { describe, expect, it } from 'vitest';
import { latestRun, type Moment, nextMoment } from '../../local/schedule.ts';
import type { AlarmRule } from '../../shared/model/alarm.ts';
import type { PlannedJob } from '../../shared/plan/plan.ts';

const noonMs = Date.UTC(2026, 0, 5, 12);

const job = (everySeconds: number): PlannedJob => ({
  kind: 'endpoint-probe',
  id: `job-${everySeconds}`,
  function: 'endpoint-probe/eu-central-1',
  everySeconds,
  location: 'eu-central-1',
  endpoints: ['web'],
});

const alarm = (periodSeconds: number, evaluationPeriods = 2): { readonly rule: AlarmRule } => ({
  rule: {
    queries: [
      {
        kind: 'stat',
        id: 'm1',
        metric: { namespace: 'N', name: 'Down', dimensions: {} },
        stat: 'Maximum',
        periodSeconds,
        returnData: true,
      },
    ],
    comparison: 'GreaterThanThreshold',
    threshold: 0,
    evaluationPeriods,
    datapointsToAlarm: evaluationPeriods,
    treatMissingData: 'ignore',
  },
});

function momentsFrom(scheduled: Parameters<typeof nextMoment>[0], fromMs: number, count: number): readonly string[] {
  const lines: string[] = [];
  let moment: Moment | undefined = nextMoment(scheduled, fromMs);
  while (moment !== undefined && lines.length < count) {
    const what = [...moment.runs.map(({ job: { id } }) => id), ...(moment.evaluates ? ['evaluate'] : [])];
    lines.push(`${new Date(moment.atMs).toISOString().slice(11, 19)} ${what.join(' ')}`);
    moment = nextMoment(scheduled, moment.atMs);
  }
  return lines;
}

describe('nextMoment()', () => {
  it('runs jobs at whole multiples of their interval and evaluates ten seconds after each minute', () => {
    const scheduled = { jobs: [job(60), job(300)], alarms: [alarm(60)] };
    expect(momentsFrom(scheduled, noonMs - 30_000, 8)).toEqual([
      '12:00:00 job-60 job-300',
      '12:00:10 evaluate',
      '12:01:00 job-60',
      '12:01:10 evaluate',
      '12:02:00 job-60',
      '12:02:10 evaluate',
      '12:03:00 job-60',
      '12:03:10 evaluate',
    ]);
  });

  it('evaluates every ten seconds for a high-resolution alarm', () => {
    expect(momentsFrom({ jobs: [], alarms: [alarm(10)] }, noonMs, 3)).toEqual([
      '12:00:10 evaluate',
      '12:00:20 evaluate',
      '12:00:30 evaluate',
    ]);
  });

  it('evaluates once an hour where the periods together are longer than a day', () => {
    expect(momentsFrom({ jobs: [], alarms: [alarm(86_400)] }, noonMs, 2)).toEqual([
      '12:00:10 evaluate',
      '13:00:10 evaluate',
    ]);
  });

  it('has nothing where nothing is scheduled', () => {
    expect(nextMoment({ jobs: [], alarms: [] }, noonMs)).toBeUndefined();
  });
});

describe('latestRun()', () => {
  it('is the run that was due last, this moment included', () => {
    expect(latestRun(job(300), noonMs + 299_999).scheduledAtMs).toBe(noonMs);
    expect(latestRun(job(300), noonMs).scheduledAtMs).toBe(noonMs);
  });
});
