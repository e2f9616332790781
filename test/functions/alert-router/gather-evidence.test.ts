import { describe, expect, it } from 'vitest';
import { evidencePatienceMs, gatherEvidence } from '../../../functions/alert-router/gather-evidence.ts';
import type { AlertContext } from '../../../shared/alerting/alert-context.ts';
import type { AlarmSubject } from '../../../shared/model/alarm.ts';
import type { Evidence } from '../../../shared/ports/evidence.ts';
import {
  changedAtMs,
  sampleContext,
  sampleNotification,
  sampleResult,
  sampleTrigger,
} from '../../support/alert-samples.ts';
import { createSteppedTime } from '../../support/stepped-time.ts';

type Query = Parameters<Evidence['latest']>[0];

async function gather(
  latest: Evidence['latest'],
  { context = sampleContext, status = 'firing' }: { context?: AlertContext; status?: 'firing' | 'resolved' } = {},
) {
  const time = createSteppedTime(changedAtMs);
  const queries: Query[] = [];
  const evidence: Evidence = {
    latest: (query) => {
      queries.push(query);
      return latest(query);
    },
    finding: async () => undefined,
  };
  const gathered = await time.run(
    gatherEvidence(sampleNotification(), { status, context }, { evidence, timer: time.timer }),
  );
  return { gathered, queries, tookMs: time.clock.now() - changedAtMs };
}

const found = async () => sampleResult();
const about = (aspect: 'down' | 'slow' | 'certificate'): AlertContext => ({
  ...sampleContext,
  subject: { kind: 'endpoint', endpoint: 'web', aspect },
});

describe('gatherEvidence()', () => {
  it.each([
    { context: about('down'), status: 'firing', unhealthy: true },
    { context: about('slow'), status: 'firing', unhealthy: true },
    { context: about('certificate'), status: 'firing', unhealthy: false },
    { context: about('down'), status: 'resolved', unhealthy: false },
  ] as const)(
    'asks for a result at or before the change: $status $context.subject.aspect, unhealthy $unhealthy',
    async ({ context, status, unhealthy }) => {
      const { gathered, queries } = await gather(found, { context, status });
      expect(queries).toEqual([{ endpoint: 'web', beforeMs: changedAtMs, unhealthy }]);
      expect(gathered).toEqual({ note: 'found', result: sampleResult() });
    },
  );

  it('goes without where nothing answers in time', async () => {
    const { gathered, tookMs } = await gather(() => new Promise(() => undefined));
    expect(gathered).toEqual({ note: 'too late' });
    expect(tookMs).toBe(evidencePatienceMs);
  });

  it('goes without where the search fails', async () => {
    const { gathered, tookMs } = await gather(async () => {
      throw new Error('AccessDeniedException');
    });
    expect(gathered).toEqual({ note: 'failed: AccessDeniedException' });
    expect(tookMs).toBe(0);
  });

  it('goes without where nothing is found', async () => {
    expect((await gather(async () => undefined)).gathered).toEqual({ note: 'none' });
  });

  it.each([
    { ageMs: 4 * 60_000, note: 'found' },
    { ageMs: 4 * 60_000 + 1, note: 'too old' },
  ])('takes a result of $ageMs ms before the change as $note', async ({ ageMs, note }) => {
    const { gathered } = await gather(async () => sampleResult({ startedAtMs: changedAtMs - ageMs }));
    expect(gathered.note).toBe(note);
  });

  it.each<AlarmSubject | undefined>([{ kind: 'job', job: 'probe/1m' }, undefined])(
    'searches nothing for %j',
    async (subject) => {
      const { subject: _subject, ...rest } = sampleContext;
      const { gathered, queries } = await gather(found, {
        context: { ...rest, ...(subject === undefined ? {} : { subject }) },
      });
      expect(gathered).toEqual({ note: expect.stringMatching(/^(not about|nothing explains)/) });
      expect(queries).toEqual([]);
    },
  );

  it('allows for longer periods', async () => {
    const time = createSteppedTime(changedAtMs);
    const notification = sampleNotification({ Trigger: sampleTrigger({ Period: 3_600 }) });
    const evidence = {
      latest: async () => sampleResult({ startedAtMs: changedAtMs - 3 * 3_600_000 }),
      finding: async () => undefined,
    };
    const work = gatherEvidence(
      notification,
      { status: 'firing', context: sampleContext },
      { evidence, timer: time.timer },
    );
    expect(await time.run(work)).toMatchObject({ note: 'found' });
  });

  it.each<{ what: string; subject: AlarmSubject; key: string }>([
    {
      what: 'a database',
      subject: { kind: 'database', database: 'orders', check: 'long-query', alarm: 'query-stuck' },
      key: 'database/orders/query-stuck',
    },
    { what: 'a KPI', subject: { kind: 'kpi', kpi: 'mrr', alert: 'low' }, key: 'kpi/mrr/low' },
    { what: 'a refresh', subject: { kind: 'refresh', refresh: 'sales' }, key: 'refresh/sales' },
  ])('finds the finding of an alarm about $what', async ({ subject, key }) => {
    const context = { ...sampleContext, subject };
    const asked: string[] = [];
    const gatherFinding = async (status: 'firing' | 'resolved', atMs: number) => {
      const time = createSteppedTime(changedAtMs);
      const evidence: Evidence = {
        latest: async () => undefined,
        finding: async (query) => {
          asked.push(query.key);
          return { key, severity: 'critical', title: 'slow', reason: 'pid 7 blocks 3', facts: [], atMs };
        },
      };
      return time.run(gatherEvidence(sampleNotification(), { status, context }, { evidence, timer: time.timer }));
    };
    expect(await gatherFinding('firing', changedAtMs - 30_000)).toMatchObject({
      note: 'found',
      finding: { reason: 'pid 7 blocks 3' },
    });
    expect(await gatherFinding('firing', changedAtMs - 3_600_000)).toEqual({ note: 'too old' });
    expect(await gatherFinding('resolved', changedAtMs)).toMatchObject({ note: expect.stringContaining('nothing') });
    expect(asked).toEqual([key, key]);
  });
});
