import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AlarmRecord } from '../../shared/model/incident.ts';
import { type IncidentStore, incidentRetentionMs, mostIncidents } from '../../shared/ports/incident-store.ts';
import { describeIncidentLog } from './describe-incident-log.ts';
import { incidentsBeginAtMs, resolvedIncident, storedIncident, storedRecord } from './stored-incidents.ts';

/** An incident store on a clock that tests move. */
export interface IncidentStoreHarness {
  readonly store: IncidentStore;
  /** Moves the clock of the store. */
  pass(ms: number): void;
  close(): Promise<void>;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
const alarm = 'shop-prod-web-down';

/** What every adapter of the incident store keeps. */
export function describeIncidentStore(name: string, open: () => Promise<IncidentStoreHarness>): void {
  describe(`${name} as an incident store`, () => {
    let harness: IncidentStoreHarness;
    let store: IncidentStore;

    beforeEach(async () => {
      harness = await open();
      store = harness.store;
    });
    afterEach(() => harness.close());

    describeRecords(() => harness);
    describeIndexes(() => store);
    describeIncidentLog(() => harness);
  });
}

function describeRecords(harness: () => IncidentStoreHarness): void {
  const read = (of = alarm) => harness().store.read(of);
  const write = (record: AlarmRecord, after?: number, dueAtMs?: number) =>
    harness().store.write(record, { after, ...(dueAtMs === undefined ? {} : { dueAtMs }) });
  const titled = (title: string) => storedRecord(storedIncident({ title }));
  const titleIn = async () => (await read())?.record.incident?.title;

  it('knows nothing before something is written', async () => {
    expect(await read()).toBeUndefined();
    expect(await harness().store.find('k3v9x2m7q1wz')).toBeUndefined();
    expect(await harness().store.open()).toEqual([]);
    expect(await harness().store.due(incidentsBeginAtMs)).toEqual([]);
  });

  it('gives back what was written, with the version that the next write names', async () => {
    expect(await write(storedRecord())).toBe(true);
    const stored = await read();
    expect(stored?.record).toEqual(storedRecord());
    expect(await write(titled('web is slow'), stored?.version)).toBe(true);
    expect(await titleIn()).toBe('web is slow');
  });

  it('remembers an alarm without an incident', async () => {
    const record: AlarmRecord = { alarm, state: 'ALARM', changedAtMs: incidentsBeginAtMs };
    await write(record);
    expect((await read())?.record).toEqual(record);
    expect(await harness().store.open()).toEqual([]);
  });

  it.each(['drill/web', 'a#b', 'größe – 注文 🔥', 'alarm/alarm', '__proto__', `x${'ü'.repeat(254)}`])(
    'keeps the alarm %j apart from others',
    async (hostile) => {
      const incident = storedIncident({ alarm: hostile, id: 'hostile00001' });
      await write(storedRecord());
      await write(storedRecord(incident), undefined, incidentsBeginAtMs);
      expect((await read(hostile))?.record.alarm).toBe(hostile);
      expect((await read())?.record.alarm).toBe(alarm);
      expect(await harness().store.due(incidentsBeginAtMs)).toEqual([hostile]);
      expect(await harness().store.find('hostile00001')).toEqual(incident);
    },
  );

  it('does not let a first write overwrite another one', async () => {
    await write(titled('first'));
    expect(await write(titled('second'))).toBe(false);
    expect(await titleIn()).toBe('first');
  });

  it('does not let a write overwrite what it has not seen, in record and log', async () => {
    await write(titled('first'));
    const seen = (await read())?.version;
    await write(titled('second'), seen);
    expect(await write(titled('third'), seen)).toBe(false);
    expect(await titleIn()).toBe('second');
    expect((await harness().store.find('k3v9x2m7q1wz'))?.title).toBe('second');
  });

  it('does not write after a version that never was', async () => {
    expect(await write(storedRecord(), 1)).toBe(false);
    expect(await read()).toBeUndefined();
    expect(await harness().store.find('k3v9x2m7q1wz')).toBeUndefined();
  });

  it('lets one of two win that write at once', async () => {
    await write(titled('first'));
    const seen = (await read())?.version;
    const wins = await Promise.all([write(titled('left'), seen), write(titled('right'), seen)]);
    expect(wins.toSorted()).toEqual([false, true]);
    expect(await titleIn()).toBe(wins[0] ? 'left' : 'right');
    expect((await harness().store.find('k3v9x2m7q1wz'))?.title).toBe(wins[0] ? 'left' : 'right');
  });

  it('lets one of two win that write the very same at once', async () => {
    const wins = await Promise.all([write(storedRecord()), write(storedRecord())]);
    expect(wins.toSorted()).toEqual([false, true]);
  });

  it('is not changed by whoever changes what was read or written', async () => {
    const told = { oncall: { atMs: incidentsBeginAtMs } };
    await write(storedRecord(storedIncident({ told })));
    told.oncall.atMs = 0;
    const { store } = harness();
    for (const incident of [(await read())?.record.incident, await store.find('k3v9x2m7q1wz'), ...(await store.open())])
      Object.assign(incident ?? {}, { title: 'changed' });
    expect((await read())?.record).toEqual(storedRecord());
    expect(await store.find('k3v9x2m7q1wz')).toEqual(storedIncident());
    expect(await store.open()).toEqual([storedIncident()]);
  });

  it('takes 350 KB, and refuses more in one sentence', async () => {
    const ofBytes = (bytes: number) => {
      const empty = Buffer.byteLength(JSON.stringify(titled('')));
      const odd = (bytes - empty) % 2;
      return titled(`${'x'.repeat(odd)}${'ä'.repeat((bytes - empty - odd) / 2)}`);
    };
    expect(await write(ofBytes(350 * 1024))).toBe(true);
    expect((await read())?.record).toEqual(ofBytes(350 * 1024));
    await expect(write(ofBytes(350 * 1024 + 1), 1)).rejects.toThrow(
      `Cannot remember "${alarm}": it has 351 KB, must have at most 350 KB`,
    );
  });

  it('never forgets what is unresolved', async () => {
    await write(storedRecord());
    harness().pass(2 * incidentRetentionMs);
    const stored = await read();
    expect(stored?.record).toEqual(storedRecord());
    expect(await harness().store.open()).toEqual([storedIncident()]);
    expect(await write(storedRecord(resolvedIncident()), stored?.version)).toBe(true);
  });

  it('never forgets what is due', async () => {
    await write(storedRecord(resolvedIncident()), undefined, incidentsBeginAtMs);
    harness().pass(2 * incidentRetentionMs);
    expect(await harness().store.due(incidentsBeginAtMs)).toEqual([alarm]);
    expect((await read())?.record.incident?.phase).toBe('resolved');
  });

  it('forgets a resolved alarm after 400 days, and begins anew', async () => {
    await write(storedRecord(resolvedIncident()));
    const seen = (await read())?.version;
    harness().pass(incidentRetentionMs - 1_000);
    expect((await read())?.record).toEqual(storedRecord(resolvedIncident()));
    harness().pass(1_000);
    expect(await read()).toBeUndefined();
    expect(await write(storedRecord(), seen)).toBe(false);
    expect(await write(storedRecord(storedIncident({ id: 'next00000001' })))).toBe(true);
    expect((await read())?.record.incident?.id).toBe('next00000001');
  });

  it('remembers an alarm for longer that is written again', async () => {
    await write(storedRecord(resolvedIncident()));
    harness().pass(dayMs);
    await write(storedRecord(resolvedIncident()), 1);
    harness().pass(incidentRetentionMs - 1_000);
    expect((await read())?.version).toBe(2);
  });
}

function describeIndexes(store: () => IncidentStore): void {
  const writeDue = (due: string, dueAtMs: number | undefined, after?: number) => {
    const record: AlarmRecord = { alarm: due, state: 'ALARM', changedAtMs: incidentsBeginAtMs };
    return store().write(record, { after, ...(dueAtMs === undefined ? {} : { dueAtMs }) });
  };

  it('names what is due, soonest first, and nothing that is due later', async () => {
    await writeDue('b', incidentsBeginAtMs + 2);
    await writeDue('a', incidentsBeginAtMs + 1);
    await writeDue('c', incidentsBeginAtMs + 3);
    await writeDue('never', undefined);
    expect(await store().due(incidentsBeginAtMs)).toEqual([]);
    expect(await store().due(incidentsBeginAtMs + 2)).toEqual(['a', 'b']);
    expect(await store().due(incidentsBeginAtMs + dayMs)).toEqual(['a', 'b', 'c']);
  });

  it('goes by when the last write said that it is due', async () => {
    await writeDue('later', incidentsBeginAtMs);
    await writeDue('later', incidentsBeginAtMs + minuteMs, 1);
    await writeDue('done', incidentsBeginAtMs);
    await writeDue('done', undefined, 1);
    expect(await store().due(incidentsBeginAtMs)).toEqual([]);
    expect(await store().due(incidentsBeginAtMs + minuteMs)).toEqual(['later']);
  });

  it(`names at most ${mostIncidents} that are due, the soonest`, async () => {
    for (let start = 0; start < mostIncidents + 1; start += 100)
      await Promise.all(
        Array.from({ length: Math.min(100, mostIncidents + 1 - start) }, (_, index) =>
          writeDue(`alarm-${start + index}`, incidentsBeginAtMs - start - index),
        ),
      );
    const due = await store().due(incidentsBeginAtMs);
    expect(due).toHaveLength(mostIncidents);
    expect(due[0]).toBe(`alarm-${mostIncidents}`);
    expect(due).not.toContain('alarm-0');
  });

  it('lists what is not resolved, newest first, as it was written last', async () => {
    const held = storedIncident({
      id: 'held00000001',
      alarm: 'held',
      phase: 'held',
      openedAtMs: incidentsBeginAtMs + 2,
    });
    const first = storedIncident({ id: 'open00000001', alarm: 'open' });
    const over = storedIncident({ id: 'over00000001', alarm: 'over', openedAtMs: incidentsBeginAtMs + 1 });
    for (const incident of [first, held, over]) await store().write(storedRecord(incident), { after: undefined });
    expect(await store().open()).toEqual([held, over, first]);
    await store().write(storedRecord(resolvedIncident(over)), { after: 1 });
    await store().write(storedRecord({ ...first, flaps: 3 }), { after: 1 });
    expect(await store().open()).toEqual([held, { ...first, flaps: 3 }]);
  });

  it('lists 130 that are not resolved', async () => {
    const incidents = Array.from({ length: 130 }, (_, index) =>
      storedIncident({ id: `open-${index}`, alarm: `alarm-${index}`, openedAtMs: incidentsBeginAtMs - index }),
    );
    await Promise.all(incidents.map((incident) => store().write(storedRecord(incident), { after: undefined })));
    expect(await store().open()).toEqual(incidents);
  });
}
