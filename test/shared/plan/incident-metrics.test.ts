import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../shared/model/incident.ts';
import { metricKey } from '../../../shared/model/metric.ts';
import {
  acknowledgedData,
  planIncidentMetrics,
  resolvedData,
  routerSweepData,
} from '../../../shared/plan/incident-metrics.ts';

const namespace = 'Watchkeeper/shop/prod';
const noon = Date.parse('2026-01-13T12:00:00Z');
const at = (seconds: number) => noon + seconds * 1_000;

/** What the numbers are made of; the rest of an incident says nothing here. */
const incident = (differing: Partial<Incident> = {}): Incident =>
  ({ severity: 'critical', openedAtMs: noon, announcedAtMs: at(30), ...differing }) as Incident;

const valuesOf = (data: ReturnType<typeof resolvedData>) =>
  Object.fromEntries(data.map(({ metric, value }) => [metric.name, value]));

describe('acknowledgedData()', () => {
  it('counts from the moment people were told', () => {
    expect(acknowledgedData(namespace, incident({ acknowledged: { atMs: at(150), by: 'ada' } }))).toEqual([
      {
        metric: { namespace, name: 'AcknowledgeSeconds', dimensions: { Severity: 'critical' } },
        unit: 'Seconds',
        timestampMs: at(150),
        value: 120,
      },
    ]);
  });

  it('says nothing of what nobody acknowledged', () => {
    expect(acknowledgedData(namespace, incident())).toEqual([]);
  });
});

describe('resolvedData()', () => {
  const resolved = { atMs: at(900), okSinceMs: at(600) };

  it('counts until the alarm was over for good, and leaves out the time to recover', () => {
    const data = resolvedData(namespace, incident({ beganAtMs: at(-120), resolved }));
    expect(valuesOf(data)).toEqual({ DetectionSeconds: 120, ResolveSeconds: 600, FalseAlarm: 0 });
    expect(data.map(({ timestampMs }) => timestampMs)).toEqual([at(900), at(900), at(900)]);
  });

  it('says nothing of detection where nobody knows when it began', () => {
    expect(valuesOf(resolvedData(namespace, incident({ resolved })))).toEqual({ ResolveSeconds: 600, FalseAlarm: 0 });
  });

  it('counts a false alarm', () => {
    const data = resolvedData(namespace, incident({ resolved: { ...resolved, falseAlarm: true } }));
    expect(valuesOf(data)).toMatchObject({ FalseAlarm: 1 });
  });

  it('is never negative, whatever the clocks say', () => {
    const data = resolvedData(namespace, incident({ resolved: { atMs: at(10), okSinceMs: at(-3) } }));
    expect(valuesOf(data)).toMatchObject({ ResolveSeconds: 0 });
  });

  it.each([
    ['is still open', incident()],
    // A hold that never ended: maintenance, or something that it depends on.
    ['nobody was told of', (({ announcedAtMs: _, ...held }) => held)(incident({ resolved })) as Incident],
  ])('says nothing of an incident that %s', (_, one) => {
    expect(resolvedData(namespace, one)).toEqual([]);
  });
});

describe('planIncidentMetrics()', () => {
  it('lists all that the router publishes about incidents and itself', () => {
    const planned = new Set(planIncidentMetrics(namespace).map(({ metric }) => metricKey(metric)));
    const ended = incident({
      beganAtMs: noon,
      acknowledged: { atMs: at(60), by: 'ada' },
      resolved: { atMs: at(900), okSinceMs: at(600) },
    });
    const published = [
      ...(['critical', 'warning', 'info'] as const).flatMap((severity) => [
        ...acknowledgedData(namespace, { ...ended, severity }),
        ...resolvedData(namespace, { ...ended, severity }),
      ]),
      ...routerSweepData(namespace, noon),
    ].map(({ metric }) => metricKey(metric));
    expect(new Set(published)).toEqual(planned);
  });
});
