import { expect, it } from 'vitest';
import { incidentRetentionMs } from '../../shared/ports/incident-store.ts';
import type { IncidentStoreHarness } from './describe-incident-store.ts';
import { incidentsBeginAtMs, resolvedIncident, storedIncident, storedRecord } from './stored-incidents.ts';

const dayMs = 86_400_000;
const alarm = 'shop-prod-web-down';

/** The log's share of what every adapter of the incident store keeps. */
export function describeIncidentLog(harness: () => IncidentStoreHarness): void {
  const { store, pass } = { store: () => harness().store, pass: (ms: number) => harness().pass(ms) };
  const always = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, limit: 1_000 };
  const idsOf = async (period: Partial<typeof always>) =>
    (await store().list({ ...always, ...period })).map(({ id }) => id);

  /** One resolved incident per age in days, of one alarm. */
  async function writeAged(daysAgo: readonly number[]): Promise<void> {
    for (const [after, days] of daysAgo.entries()) {
      const incident = storedIncident({ id: `days-${days}`, openedAtMs: incidentsBeginAtMs - days * dayMs });
      await store().write(storedRecord(resolvedIncident(incident)), { after: after === 0 ? undefined : after });
    }
  }

  it('finds an incident by its id, as it was written last, and after the alarm had another one', async () => {
    await store().write(storedRecord(), { after: undefined });
    expect(await store().find('k3v9x2m7q1wz')).toEqual(storedIncident());
    await store().write(storedRecord(resolvedIncident()), { after: 1 });
    const next = storedIncident({ id: 'next00000001' });
    await store().write(storedRecord(next), { after: 2 });
    expect(await store().find('k3v9x2m7q1wz')).toEqual(resolvedIncident());
    expect(await store().find('next00000001')).toEqual(next);
    expect(await store().find(alarm)).toBeUndefined();
  });

  it('lists incidents of many months, newest first', async () => {
    await writeAged([100, 31, 0, 399, 60]);
    expect(await idsOf({})).toEqual(['days-0', 'days-31', 'days-60', 'days-100', 'days-399']);
  });

  it('lists what opened in a period, without its end', async () => {
    await writeAged([100, 60, 31, 30, 0]);
    const period = { fromMs: incidentsBeginAtMs - 60 * dayMs, toMs: incidentsBeginAtMs - 30 * dayMs };
    expect(await idsOf(period)).toEqual(['days-31', 'days-60']);
    expect(await idsOf({ ...period, toMs: period.toMs + 1 })).toEqual(['days-30', 'days-31', 'days-60']);
    expect(await idsOf({ fromMs: period.toMs, toMs: period.fromMs })).toEqual([]);
    expect(await idsOf({ fromMs: period.fromMs, toMs: period.fromMs })).toEqual([]);
  });

  it('lists on both sides of a month’s end in UTC', async () => {
    const end = Date.parse('2026-11-01T00:00:00Z');
    const ids = ['before000001', 'after0000001'];
    for (const [index, openedAtMs] of [end - 1, end].entries()) {
      const incident = storedIncident({ id: ids[index] ?? '', alarm: `alarm-${index}`, openedAtMs });
      await store().write(storedRecord(incident), { after: undefined });
    }
    expect(await idsOf({ fromMs: end })).toEqual(['after0000001']);
    expect(await idsOf({ toMs: end })).toEqual(['before000001']);
    expect(await idsOf({})).toEqual(['after0000001', 'before000001']);
  });

  it.each([0, 1, 2, 3])('lists at most %d', async (limit) => {
    await writeAged([61, 60, 1, 0]);
    expect(await idsOf({ limit })).toEqual(['days-0', 'days-1', 'days-60'].slice(0, limit));
  });

  it('forgets an incident 400 days after it opened', async () => {
    await writeAged([1, 0]);
    pass(incidentRetentionMs - dayMs - 1_000);
    expect(await idsOf({})).toEqual(['days-0', 'days-1']);
    pass(1_000);
    expect(await store().find('days-1')).toBeUndefined();
    expect(await idsOf({})).toEqual(['days-0']);
    expect(await store().find('days-0')).toMatchObject({ id: 'days-0' });
  });
}
