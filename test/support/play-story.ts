import { setImmediate } from 'node:timers/promises';
import type { Incident } from '../../shared/model/incident.ts';
import type { RouterEvent } from '../../shared/model/router-event.ts';
import type { IncidentStore } from '../../shared/ports/incident-store.ts';
import type { StoreTrouble, StoryEvent } from './any-story.ts';
import { storyAlarms, storyPlan } from './any-story.ts';
import { incidentPlan } from './incident-plan.ts';
import { createIncidentWorld, type IncidentWorld } from './incident-world.ts';

const minute = 60_000;
const day = 1_440 * minute;

/** Thursday 26 March 2026, 21:00 in Zurich: the clocks change two days later. */
const startMs = Date.parse('2026-03-26T20:00:00Z');

const plan = incidentPlan(storyPlan);

/** What became of one story, days after everything was well again. */
export interface EndedStory {
  readonly world: IncidentWorld;
  readonly incidents: readonly Incident[];
  /** True where calls of the store failed: somebody may be told twice then. */
  readonly hadTrouble: boolean;
}

/** A change that SNS has yet to bring. */
interface Late {
  readonly alarm: string;
  readonly state: 'OK' | 'ALARM';
  readonly changedAtMs: number;
  readonly dueMs: number;
}

interface Stage {
  readonly world: IncidentWorld;
  readonly mode: { wakeUps: 'lost' | 'doubled' | 'normal'; trouble: { kind: StoreTrouble; calls: number } };
  /** What each alarm really is. */
  readonly states: Map<string, 'OK' | 'ALARM'>;
  late: readonly Late[];
}

/** Plays a story, lets every alarm and the store be well again, and lets days pass. */
export async function playStory(events: readonly StoryEvent[]): Promise<EndedStory> {
  const stage = setStage();
  for (const event of events) await playEvent(event, stage);
  stage.mode.trouble.calls = 0;
  for (const alarm of storyAlarms) await change({ alarm, state: 'OK', copies: 1, lateMs: 0, beside: [] }, stage);
  await pass(4 * day, stage);
  const hadTrouble = events.some(({ what }) => what === 'trouble');
  return { world: stage.world, incidents: await stage.world.log(), hadTrouble };
}

function setStage(): Stage {
  const mode: Stage['mode'] = { wakeUps: 'normal', trouble: { kind: 'conflict', calls: 0 } };
  const world = createIncidentWorld({ plan, startMs });
  const { set } = world.ports.wakeUps;
  Object.assign(world.ports.wakeUps, {
    set: async (wakeUp: Parameters<typeof set>[0]) => {
      if (mode.wakeUps !== 'lost') await set(wakeUp);
      if (mode.wakeUps === 'doubled') await set({ ...wakeUp, atMs: wakeUp.atMs + 1_000 });
    },
  });
  const { send } = world.ports.outbox;
  let sent = 0;
  Object.assign(world.ports.outbox, {
    send: async (parcel: Parameters<typeof send>[0]) => {
      sent += 1;
      // Some take longer than others, so that invocations overtake each other.
      for (let turn = (sent * 7) % 4; turn > 0; turn -= 1) await setImmediate();
      return await send(parcel);
    },
  });
  Object.assign(world.ports.incidents, troubled(world.ports.incidents, mode.trouble));
  return { world, mode, states: new Map(), late: [] };
}

function troubled(store: IncidentStore, trouble: Stage['mode']['trouble']): Pick<IncidentStore, 'read' | 'write'> {
  const { read, write } = store;
  const fails = (kind: StoreTrouble): boolean => {
    if (trouble.calls === 0 || trouble.kind !== kind) return false;
    trouble.calls -= 1;
    return true;
  };
  const broken = () => new Error('InternalServerError');
  return {
    async read(alarm) {
      await setImmediate();
      if (fails('unread')) throw broken();
      return await read(alarm);
    },
    async write(record, options) {
      await setImmediate();
      if (fails('conflict')) return false;
      if (fails('unwritten')) throw broken();
      const written = await write(record, options);
      if (fails('unanswered')) throw broken();
      return written;
    },
  };
}

async function playEvent(event: StoryEvent, stage: Stage): Promise<void> {
  const { world, mode, states } = stage;
  switch (event.what) {
    case 'change': {
      const { alarm, copies, lateMinutes, beside } = event;
      const state = states.get(alarm) === 'ALARM' ? 'OK' : 'ALARM';
      return await change({ alarm, state, copies, lateMs: lateMinutes * minute, beside }, stage);
    }
    case 'pass':
      return await pass(event.minutes * minute, stage);
    case 'act':
      return await actOn(world, event).catch(() => undefined);
    case 'break':
      return void world.broken.add(event.channel);
    case 'mend':
      return void world.broken.delete(event.channel);
    case 'trouble':
      return void Object.assign(mode.trouble, { kind: event.kind, calls: event.calls });
    case 'wake-ups':
      mode.wakeUps = event.become;
  }
}

async function bring(untilMs: number, stage: Stage): Promise<void> {
  const { world } = stage;
  const due = stage.late.filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs);
  stage.late = stage.late.filter(({ dueMs }) => dueMs > untilMs);
  for (const one of due) {
    await passUntil(Math.max(world.clock.nowMs, one.dueMs), world);
    await tell(one, stage);
  }
}

/** What SNS brings to a router that fails is lost; CloudWatch remembers it, and the sweep asks. */
async function tell({ alarm, state, changedAtMs }: Omit<Late, 'dueMs'>, { world }: Stage): Promise<void> {
  await world.tell(alarm, state, changedAtMs).catch(() => {
    const [alarmName = ''] = Object.entries(world.ports.config.alarms).find(([, { id }]) => id === alarm) ?? [];
    const isNewest = changedAtMs >= (world.states.get(alarm)?.sinceMs ?? 0);
    if (isNewest) world.states.set(alarm, { alarmName, state, sinceMs: changedAtMs, reason: 'Threshold Crossed' });
  });
}

interface Change extends Omit<Extract<StoryEvent, { what: 'change' }>, 'what' | 'lateMinutes' | 'alarm'> {
  readonly alarm: string;
  readonly state: 'OK' | 'ALARM';
  readonly lateMs: number;
}

async function change({ alarm, state, copies, lateMs, beside }: Change, stage: Stage): Promise<void> {
  const { world, states } = stage;
  const changedAtMs = world.clock.nowMs;
  if (states.get(alarm) === state) return;
  states.set(alarm, state);
  const known = world.states.get(alarm);
  if (known !== undefined) world.states.set(alarm, { ...known, state, sinceMs: changedAtMs });
  if (lateMs > 0) {
    const more = Array.from({ length: copies }, (_, copy) => changedAtMs + lateMs + copy * 90_000);
    stage.late = [...stage.late, ...more.map((dueMs) => ({ alarm, state, changedAtMs, dueMs }))];
  } else {
    const told = Array.from({ length: copies }, () => tell({ alarm, state, changedAtMs }, stage));
    await Promise.all([...told, ...beside.map((what) => callBeside(what, { alarm, state, changedAtMs }, stage))]);
  }
  // No alarm changes twice in one millisecond.
  world.clock.nowMs += 1;
}

async function callBeside(what: 'sweep' | 'wake' | 'copy', news: Omit<Late, 'dueMs'>, stage: Stage): Promise<void> {
  const { world } = stage;
  if (what === 'copy') return await tell(news, stage);
  const [alarm = ''] = Object.entries(world.ports.config.alarms).find(([, { id }]) => id === news.alarm) ?? [];
  await world.invoke(what === 'sweep' ? { sweep: true } : { wake: { alarm } }).catch(() => undefined);
}

async function pass(ms: number, stage: Stage): Promise<void> {
  const untilMs = stage.world.clock.nowMs + ms;
  await bring(untilMs, stage);
  await passUntil(untilMs, stage.world);
}

/** A call that fails is made again by nobody but the next sweep. */
async function passUntil(untilMs: number, world: IncidentWorld): Promise<void> {
  while (world.clock.nowMs < untilMs) await world.passUntil(untilMs, { sweepMinutes: 60 }).catch(() => undefined);
}

async function actOn(world: IncidentWorld, { action, pick }: Extract<StoryEvent, { what: 'act' }>): Promise<void> {
  const open = (await world.log()).filter(({ phase }) => phase !== 'resolved');
  const incident = open[pick % Math.max(1, open.length)]?.id;
  if (incident === undefined) return;
  const by = 'Ada';
  const acts = {
    acknowledge: { action: 'acknowledge', incident, by },
    resolve: { action: 'resolve', incident, by },
    silence: { action: 'silence', incident, by, reason: 'known', untilMs: world.clock.nowMs + 60 * minute },
  } as const satisfies Record<typeof action, Extract<RouterEvent, { act: unknown }>['act']>;
  await world.invoke({ act: acts[action] });
}
