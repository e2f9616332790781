import { describe, expect, it } from 'vitest';
import { type ChangeOptions, changeRecord, type RecordPorts } from '../../../functions/alert-router/change-record.ts';
import { formerOf } from '../../../functions/alert-router/record-names.ts';
import { hearAlarm } from '../../../shared/alerting/incident/hear-alarm.ts';
import type { AlarmRecord } from '../../../shared/model/incident.ts';
import { recordOf, sampleNews, sampleTell, startMs, toldIncident } from '../../support/incident-samples.ts';
import { createIncidentWorld } from '../../support/incident-world.ts';
import { resolvedIncident } from '../../support/stored-incidents.ts';

const minute = 60_000;
const { alarm } = toldIncident();
const open = (record: AlarmRecord | undefined) => hearAlarm(record, sampleNews('ALARM'), startMs);
const reopen = (record: AlarmRecord | undefined) => hearAlarm(record, sampleNews('ALARM', 60), startMs + 60 * minute);

/** The memory of a router, what it asked to be called for, and what it holds before the test. */
async function memory(before?: AlarmRecord, change: Partial<RecordPorts> = {}) {
  const { ports } = createIncidentWorld({ startMs });
  const calls: number[] = [];
  const wakeUps = { set: async ({ atMs }: { readonly atMs: number }) => void calls.push(atMs) };
  if (before !== undefined) await ports.incidents.write(before, { after: undefined });
  const all: RecordPorts = { ...ports, wakeUps, ...change };
  const run = (to: Parameters<typeof changeRecord>[1], options?: ChangeOptions) =>
    changeRecord(alarm, to, all, options);
  return { ports: all, calls, run };
}

const titled = (title: string) => (record: AlarmRecord | undefined) =>
  record?.incident === undefined ? record : { ...record, incident: { ...record.incident, title } };

describe('changeRecord()', () => {
  it('writes the change and what time has made due, claims what is to be told, and asks to be called', async () => {
    const { run, calls } = await memory();
    const { before, after, claimed } = await run(open, { claimUntilMs: startMs + minute });
    expect(before).toBeUndefined();
    expect(after?.incident?.phase).toBe('open');
    expect(claimed.map(({ channel, claimedUntilMs }) => [channel, claimedUntilMs])).toEqual([
      ['grace/sms', startMs + minute],
      ['chat', startMs + minute],
    ]);
    expect(calls).toEqual([startMs + minute]);
  });

  it('gives what is to be told to one of many who come at once', async () => {
    const { run } = await memory();
    const changes = await Promise.all(Array.from({ length: 5 }, () => run(open, { claimUntilMs: startMs + minute })));
    expect(changes.map(({ claimed }) => claimed.length).toSorted()).toEqual([0, 0, 0, 0, 2]);
  });

  it('judges again what somebody else has changed meanwhile', async () => {
    const { run, ports } = await memory(recordOf(toldIncident()));
    let isFirst = true;
    await run((record) => {
      // The first attempt is overtaken between its read and its write.
      if (isFirst) void ports.incidents.write(recordOf(toldIncident({ title: 'web is slow' })), { after: 1 });
      isFirst = false;
      return titled(`${record?.incident?.title}!`)(record);
    });
    expect((await ports.incidents.read(alarm))?.record.incident?.title).toBe('web is slow!');
  });

  it('asks again to be called where nothing has changed: the call may be lost', async () => {
    const { run, calls } = await memory();
    await run(open, { claimUntilMs: startMs + minute });
    await run((record) => record, { claimUntilMs: startMs + minute });
    expect(calls).toEqual([startMs + minute, startMs + minute]);
  });

  it('writes when it is due next, where it was due', async () => {
    const { run, ports } = await memory();
    await ports.incidents.write(recordOf(toldIncident()), { after: undefined, dueAtMs: startMs });
    await run((record) => record);
    expect(await ports.incidents.due(startMs)).toEqual([alarm]);
    await run((record) => record, { isDue: true });
    expect(await ports.incidents.due(startMs)).toEqual([]);
  });

  it('leaves a record alone that has gone on to another incident', async () => {
    const { run, ports } = await memory(recordOf(toldIncident()));
    expect(await run(titled('web is slow'), { incident: 'another' })).toEqual({ claimed: [] });
    expect((await ports.incidents.read(alarm))?.record).toEqual(recordOf(toldIncident()));
  });

  it('keeps an incident of which somebody must still be told when the next one opens', async () => {
    const former = resolvedIncident(toldIncident({ tells: [sampleTell({ kind: 'closing' })] }));
    const { run, ports } = await memory(recordOf(former));
    await run(reopen);
    const name = formerOf(alarm, former.id);
    expect((await ports.incidents.read(name))?.record).toEqual({ ...recordOf(former), alarm: name });
  });

  it('keeps none that was told to the end', async () => {
    const former = resolvedIncident(toldIncident());
    const { run, ports } = await memory(recordOf(former));
    await run(reopen);
    expect(await ports.incidents.read(formerOf(alarm, former.id))).toBeUndefined();
  });

  it('keeps it as it was last, where it was told to the end while the next one opened', async () => {
    const former = resolvedIncident(toldIncident({ tells: [sampleTell({ kind: 'closing' })] }));
    const { ports } = await memory(recordOf(former));
    const { incidents } = ports;
    let isOvertaken = false;
    const write: typeof incidents.write = async (record, options) => {
      if (record.alarm === alarm && !isOvertaken) {
        isOvertaken = true;
        await incidents.write(recordOf({ ...former, tells: [] }), { after: 1 });
      }
      return await incidents.write(record, options);
    };
    await changeRecord(alarm, reopen, { ...ports, incidents: { ...incidents, write } });
    expect((await incidents.read(formerOf(alarm, former.id)))?.record.incident?.tells).toEqual([]);
    expect((await incidents.read(alarm))?.record.incident?.phase).toBe('open');
  });

  it('loses no page where the story is too long for the store', async () => {
    const reason = '注'.repeat(900);
    const timeline = Array.from({ length: 300 }, () => ({ atMs: startMs, what: 'opened', reason }) as const);
    const { run } = await memory();
    const { claimed } = await run(
      (record) => {
        const opened = open(record);
        return opened.incident === undefined ? opened : { ...opened, incident: { ...opened.incident, timeline } };
      },
      { claimUntilMs: startMs + minute },
    );
    expect(claimed).toHaveLength(2);
  });

  it('begins anew until it is its turn, and gives up at last', async () => {
    const { ports } = await memory();
    const incidents = { ...ports.incidents, write: async () => false };
    await expect(changeRecord(alarm, open, { ...ports, incidents })).rejects.toThrow(
      `Cannot change the incident of alarm "${alarm}": others wrote it 60 times meanwhile`,
    );
  });
});
