import type { LoggedPorts } from '../../functions/alert-router/route-records.ts';
import { createMemoryIncidentStore } from '../../local/memory/incident-store.ts';
import { createMemoryWakeUps } from '../../local/memory/wake-ups.ts';
import type { DeadLetter } from '../../shared/model/dead-letter.ts';
import type { DeliveryRecord } from '../../shared/model/delivery.ts';
import type { SendOutcome } from '../../shared/model/send-outcome.ts';
import { type AlertRouterConfig, alertRouterConfig } from '../../shared/plan/alert-router-config.ts';
import type { Parcel } from '../../shared/ports/outbox.ts';
import { changedAtMs, sampleResult } from './alert-samples.ts';
import { samplePlan } from './sample-plan.ts';
import { createSteppedTime, type SteppedTime } from './stepped-time.ts';

/** What a scripted outbox does with a channel's nth attempt (from 1). */
export type Script = (parcel: Parcel, attempt: number) => SendOutcome | Promise<SendOutcome>;

/** A router's world made of plain fakes, and what came out of it. */
export interface FakeWorld {
  readonly ports: LoggedPorts;
  readonly time: SteppedTime;
  readonly parcels: readonly Parcel[];
  readonly records: readonly DeliveryRecord[];
  readonly letters: readonly DeadLetter[];
}

const config: AlertRouterConfig = alertRouterConfig(samplePlan());

/** A world in which everything works, with what a test changes about it. */
export function fakeWorld({
  script = () => ({ result: 'delivered' }),
  ...change
}: Partial<LoggedPorts> & { readonly script?: Script } = {}): FakeWorld {
  const time = createSteppedTime(changedAtMs + 2_000);
  const parcels: Parcel[] = [];
  const records: DeliveryRecord[] = [];
  const letters: DeadLetter[] = [];
  const ports: LoggedPorts = {
    config,
    clock: time.clock,
    timer: time.timer,
    random: () => 0,
    evidence: { latest: async () => sampleResult(), finding: async () => undefined },
    outbox: {
      send: async (parcel) => {
        parcels.push(parcel);
        return await script(parcel, parcels.filter(({ channel }) => channel === parcel.channel).length);
      },
    },
    deliveryLog: { write: (record) => void records.push(record) },
    deadLetters: { put: async (letter) => void letters.push(letter) },
    incidents: createMemoryIncidentStore({ clock: time.clock }),
    wakeUps: createMemoryWakeUps(),
    metrics: { put: async (data) => ({ sent: data.length, lost: 0, calls: 1, retries: 0 }) },
    linksOf: () => ({ alarmUrl: 'https://console.shop.example/alarm' }),
    actionLink: async () => undefined,
    writeLine: () => undefined,
    ...change,
  };
  return { ports, time, parcels, records, letters };
}
