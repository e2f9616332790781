import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HealthReport } from '../../functions/database-health/health-report.ts';
import { functionConfigFile } from '../../shared/plan/endpoint-probe-config.ts';
import { useDataFunction } from './use-data-function.ts';

const health = useDataFunction('database-health');
const job = 'database-health/pulse/1m';
/** What is remembered expires by the real clock of the function. */
const startedAtMs = Date.now();
const pulse = (minute: number) => ({ job, scheduledAt: new Date(startedAtMs + minute * 60_000).toISOString() });

describe('the deployed database-health', () => {
  it('looks at databases by connection and by Data API, publishes, and remembers', async () => {
    const { answer, error, log } = await health.invoke(pulse(0));
    expect(error).toBeUndefined();
    expect((answer as HealthReport).databases.map(({ id, state }) => [id, state])).toEqual([
      ['orders', 'healthy'],
      ['trips', 'healthy'],
    ]);
    expect(health.metrics()).toEqual(
      expect.arrayContaining([
        ['ResultPercent', 100, job],
        ['Down', 0, 'orders'],
        ['Down', 0, 'trips'],
      ]),
    );
    expect([...health.items].map(([key, { version }]) => [key, version]).toSorted()).toEqual([
      ['database/orders', '1'],
      ['database/trips', '1'],
    ]);
    const runs = log.map((line) => JSON.parse(line)).filter(({ type }) => type === 'job-run');
    expect(runs.map(({ subject, status }) => [subject, status])).toEqual([
      ['database/orders', 'completed'],
      ['database/trips', 'completed'],
    ]);
  });

  it('goes on from what the run before remembered', async () => {
    const { error } = await health.invoke(pulse(1));
    expect(error).toBeUndefined();
    expect([...health.items.values()].map(({ version }) => version)).toEqual(['2', '2']);
  });

  it('answers a person with everything, and neither publishes nor remembers', async () => {
    const before = health.metrics().length;
    const { answer, error } = await health.invoke({ databases: ['orders'] });
    expect(error).toBeUndefined();
    const [snapshot] = (answer as HealthReport).databases;
    expect(snapshot?.tables.map(({ name }) => name)).toContain('tables');
    expect(health.metrics().length).toBe(before);
    expect(health.items.get('database/orders')?.version).toBe('2');
  });

  it('carries its part of the plan and no password', () => {
    const config = readFileSync(join(health.deployed().directory, functionConfigFile), 'utf8');
    expect(JSON.parse(config)).toMatchObject({
      region: 'eu-central-1',
      databases: [{ id: 'orders' }, { id: 'trips' }],
    });
    expect(config).not.toMatch(/password":"/);
  });

  it('may do all that it was seen to do', () => {
    const done = new Set(health.operations());
    expect([...done].toSorted()).toEqual([
      'ExecuteStatement',
      'GetItem',
      'GetMetricData',
      'GetParameter',
      'PutItem',
      'PutMetricData',
    ]);
    const allowed = health.deployed().allowedActions.map((action) => action.split(':')[1]);
    expect([...done].filter((operation) => !allowed.includes(operation))).toEqual([]);
  });
});
