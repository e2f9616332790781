import { setImmediate } from 'node:timers/promises';
import { handleEvent } from '../../functions/alert-router/handle-event.ts';
import type { LoggedPorts } from '../../functions/alert-router/route-records.ts';
import { createMemoryIncidentStore } from '../../local/memory/incident-store.ts';
import { createMemoryWakeUps } from '../../local/memory/wake-ups.ts';
import { formatCloudWatchTime } from '../../shared/cloudwatch/cloudwatch-time.ts';
import type { DeadLetter } from '../../shared/model/dead-letter.ts';
import type { DeliveryRecord } from '../../shared/model/delivery.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { MetricDatum } from '../../shared/model/metric.ts';
import type { RouterEvent } from '../../shared/model/router-event.ts';
import { alertRouterConfig } from '../../shared/plan/alert-router-config.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { CurrentAlarmState } from '../../shared/ports/alarm-states.ts';
import type { Parcel } from '../../shared/ports/outbox.ts';
import { incidentPlan } from './incident-plan.ts';

/** The router over memory, on a clock that the test moves; nothing waits and nothing is sent. */
export interface IncidentWorld {
  readonly clock: { nowMs: number; now(): number };
  readonly ports: LoggedPorts;
  readonly deliveries: readonly DeliveryRecord[];
  readonly parcels: readonly Parcel[];
  readonly letters: readonly DeadLetter[];
  readonly numbers: readonly MetricDatum[];
  /** CloudWatch's own view by alarm id, which sweeps compare with; it has no data of alarms that are not in here. */
  readonly states: Map<string, CurrentAlarmState>;
  /** Channels that fail while they are in here. */
  readonly broken: Set<string>;
  /** Brings a change of an alarm (its id) by SNS; `atMs` is when it changed, by default now. */
  tell(alarmId: string, state: 'OK' | 'ALARM', atMs?: number): Promise<void>;
  invoke(event: RouterEvent): Promise<unknown>;
  /** Moves the clock, calling the router back when it wants to be, and sweeping so often where asked to. */
  passUntil(atMs: number, options?: { readonly sweepMinutes?: number }): Promise<void>;
  /** Every incident of the log, oldest first. */
  log(): Promise<readonly Incident[]>;
}

/** What differs from a world in which everything works. */
export interface WorldOptions {
  readonly plan?: Plan;
  readonly startMs: number;
  readonly ports?: Partial<LoggedPorts>;
}

const minuteMs = 60_000;

/** A world that begins at a moment. */
export function createIncidentWorld({
  plan = incidentPlan(),
  startMs,
  ports: change = {},
}: WorldOptions): IncidentWorld {
  const clock = { nowMs: startMs, now: () => clock.nowMs };
  const deliveries: DeliveryRecord[] = [];
  const parcels: Parcel[] = [];
  const letters: DeadLetter[] = [];
  const numbers: MetricDatum[] = [];
  const states = new Map<string, CurrentAlarmState>();
  const broken = new Set<string>();
  const wakeUps = createMemoryWakeUps();
  const incidents = createMemoryIncidentStore({ clock });
  const ports: LoggedPorts = {
    ...{ config: alertRouterConfig(plan), clock, incidents, wakeUps, random: () => 0 },
    timer: { wait: async () => void (await setImmediate()) },
    evidence: { latest: async () => undefined, finding: async () => undefined },
    outbox: {
      async send(parcel) {
        parcels.push(parcel);
        if (broken.has(parcel.channel)) return { result: 'retry', problem: 'HTTP 500' };
        return { result: 'delivered', ...(parcel.channel === 'chat' ? { thread: `ts-${parcels.length}` } : {}) };
      },
    },
    deliveryLog: { write: (record) => void deliveries.push(record) },
    deadLetters: { put: async (letter) => void letters.push(letter) },
    metrics: {
      put: async (data) => {
        numbers.push(...data);
        return { sent: data.length, lost: 0, calls: 1, retries: 0 };
      },
    },
    alarmStates: {
      list: async () =>
        plan.alarms.map(
          ({ id, name }) => states.get(id) ?? { alarmName: name, state: 'INSUFFICIENT_DATA', reason: 'Not told' },
        ),
    },
    linksOf: () => ({}),
    actionLink: async () => undefined,
    writeLine: () => undefined,
    ...change,
  };
  const invoke = (event: RouterEvent) => handleEvent(event, minuteMs, ports);

  return {
    ...{ clock, ports, deliveries, parcels, letters, numbers, states, broken, invoke },
    async tell(alarmId, state, atMs = clock.nowMs) {
      await handleEvent(snsEvent(plan, { alarmId, state, atMs }), minuteMs, ports);
    },
    async passUntil(atMs, { sweepMinutes = Number.POSITIVE_INFINITY } = {}) {
      const sweepMs = sweepMinutes * minuteMs;
      for (;;) {
        const sweepAtMs = (Math.floor(clock.nowMs / sweepMs) + 1) * sweepMs;
        const wakeMs = Math.max(clock.nowMs, wakeUps.next() ?? Number.POSITIVE_INFINITY);
        const nextMs = Math.min(wakeMs, sweepAtMs);
        if (nextMs > atMs) break;
        clock.nowMs = nextMs;
        for (const alarm of wakeUps.take(nextMs)) await invoke({ wake: { alarm } });
        if (nextMs === sweepAtMs) await invoke({ sweep: true });
      }
      clock.nowMs = Math.max(clock.nowMs, atMs);
    },
    async log() {
      const all = await incidents.list({ fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, limit: 10_000 });
      return [...all].reverse();
    },
  };
}

/** One change of one alarm. */
export interface ToldChange {
  readonly alarmId: string;
  readonly state: 'OK' | 'ALARM';
  readonly atMs: number;
}

/** A change as SNS brings it. */
export function snsEvent(plan: Plan, { alarmId, state, atMs }: ToldChange): unknown {
  const alarm = plan.alarms.find(({ id }) => id === alarmId);
  if (alarm === undefined) throw new Error(`Cannot tell of alarm "${alarmId}": the plan has none of that id`);
  const notification = {
    AlarmName: alarm.name,
    AlarmDescription: alarm.description,
    AWSAccountId: '111122223333',
    NewStateValue: state,
    NewStateReason: state === 'ALARM' ? 'Threshold Crossed: 2 datapoints' : 'Threshold Crossed: no datapoints',
    StateChangeTime: formatCloudWatchTime(atMs),
    Region: 'EU (Frankfurt)',
    AlarmArn: `arn:aws:cloudwatch:eu-central-1:111122223333:alarm:${alarm.name}`,
    OldStateValue: state === 'ALARM' ? 'OK' : 'ALARM',
    ...{ OKActions: [], AlarmActions: [], InsufficientDataActions: [] },
  };
  const topic = plan.topics.find(({ id }) => id === alarm.topic);
  const TopicArn = `arn:aws:sns:eu-central-1:111122223333:${topic?.name}`;
  return { Records: [{ Sns: { Message: JSON.stringify(notification), TopicArn } }] };
}

/** Deliveries as lines: `<time in UTC> <channel>: <headline>`. */
export function toLines(deliveries: readonly DeliveryRecord[]): readonly string[] {
  return deliveries.map(({ atMs, channel, headline, result }) => {
    const time = new Date(atMs).toISOString().slice(5, 16).replace('T', ' ');
    return `${time} ${channel}: ${headline}${result === 'delivered' ? '' : ` [${result}]`}`;
  });
}
