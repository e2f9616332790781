import type { Target } from '../../examples/target.ts';
import type { DeliveryView, WatchEvent } from '../../local/api/types.ts';
import { nextMoment } from '../../local/schedule.ts';
import { createWatch, type Watch, type WatchOptions } from '../../local/watch.ts';
import type { EvaluationRangeProfile } from '../../shared/cloudwatch/evaluation-range.ts';
import { merge } from '../../shared/definition/merge.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { Finding } from '../../shared/probes/probe.ts';
import { createResolver } from '../../shared/probes/resolver.ts';
import { samplePlan } from '../support/sample-plan.ts';

/** What one attempt at the endpoint finds in a minute of the story; `attempt` counts from 1 within the minute. */
export type Script = (moment: { readonly minute: number; readonly attempt: number }) => Finding;

/** What differs from a story in which all is well. */
export interface StoryOptions {
  readonly minutes: number;
  readonly script?: Script;
  readonly plan?: Plan;
  readonly evaluationRange?: EvaluationRangeProfile;
  readonly outbox?: WatchOptions['alerts']['outbox'];
  readonly work?: WatchOptions['work'];
  readonly probes?: Partial<WatchOptions['probes']>;
  readonly target?: Target;
  /** Hears of everything that the watch tells. */
  readonly onEvent?: (event: WatchEvent) => void;
}

/** What happened: one line per message, and the watch as it was at the end. */
export interface ToldStory {
  /** `<time in UTC> <channel> <headline>`, in order; of a backstop with that word. */
  readonly lines: readonly string[];
  readonly deliveries: readonly DeliveryView[];
  readonly watch: Watch;
}

/** Stories begin on a Monday at noon (UTC). */
export const storyStartMs = Date.UTC(2026, 0, 5, 12);

const minuteMs = 60_000;

const storyDefinition = {
  timeZone: 'UTC',
  channels: { hook: null, 'last-resort': { kind: 'email', to: ['founders@shop.example'] } },
  policies: { critical: ['engineering', 'phone', 'chat'] },
  backstop: ['last-resort'],
  endpoints: { api: null, port: null },
  dashboards: null,
  ...{ networks: null, databases: null, kpis: null, refreshes: null, calendars: null, reports: null },
  environments: { prod: { locations: ['eu-central-1'] } },
};

/** A plan of one endpoint, `web`, at one location, with an email, an SMS and a Slack channel, and an email as backstop. */
export const storyPlan = (change: Readonly<Record<string, unknown>> = {}): Plan =>
  samplePlan(merge(storyDefinition, change) as Readonly<Record<string, unknown>>);

/** Runs a plan minute by minute on a stepped clock: nothing waits, and nothing is sent. */
export async function tellStory(options: StoryOptions): Promise<ToldStory> {
  const { minutes, plan = storyPlan(), script = allWell, evaluationRange = 'n+2', work, target } = options;
  const clock = { nowMs: storyStartMs, now: () => clock.nowMs };
  const watch = createWatch({
    ...{ plan, clock, evaluationRange },
    probes: { ...scriptedProbes(script, clock), ...options.probes },
    alerts: {
      outbox: options.outbox ?? { send: async () => ({ result: 'delivered' }) },
      timer: passingTimer,
      random: () => 0,
      linksOf: () => ({}),
      actionLink: async () => undefined,
    },
    ...(work === undefined ? {} : { work }),
    ...(target === undefined ? {} : { target }),
  });
  const deliveries: DeliveryView[] = [];
  watch.subscribe((event) => {
    if (event.type === 'delivery') deliveries.push(event.delivery);
    options.onEvent?.(event);
  });
  await play({ watch, clock, fromMs: clock.nowMs - 1, endMs: storyStartMs + minutes * minuteMs });
  return { watch, deliveries, lines: deliveries.map(toLine) };
}

/** A watch on a stepped clock, and how far it is played. */
interface Played {
  readonly watch: Watch;
  readonly clock: { nowMs: number };
  /** What is due then is not played any more. */
  readonly fromMs: number;
  /** What is due then is not played. */
  readonly endMs: number;
  readonly beforeMoment?: (atMs: number) => Promise<void>;
}

/** Runs jobs, evaluations and the router's calls as they fall due. */
export async function play({ watch, clock, fromMs, endMs, beforeMoment }: Played): Promise<void> {
  let doneMs = fromMs;
  for (;;) {
    const moment = nextMoment(watch.plan, doneMs);
    const callMs = watch.nextCallMs(doneMs);
    const atMs = Math.min(moment?.atMs ?? endMs, callMs);
    if (atMs >= endMs) return;
    await beforeMoment?.(atMs);
    clock.nowMs = Math.max(clock.nowMs, atMs);
    if (atMs === moment?.atMs) {
      for (const { job, scheduledAtMs } of moment.runs) await watch.runJob(job, scheduledAtMs);
      if (moment.evaluates) await watch.evaluate(atMs);
    }
    if (atMs === callMs) await watch.callBack(atMs);
    doneMs = Math.max(doneMs, atMs);
  }
}

function toLine({ atMs, channel, route, headline }: DeliveryView): string {
  const time = new Date(atMs).toISOString().slice(11, 19);
  return `${time} ${channel}${route === 'backstop' ? ' (backstop)' : ''}: ${headline}`;
}

/** Lets everything that is ready happen, and then says that the time has passed. */
const passingTimer: WatchOptions['alerts']['timer'] = {
  wait: () => new Promise((resolve) => void setImmediate(resolve)),
};

function scriptedProbes(script: Script, clock: { readonly nowMs: number }): WatchOptions['probes'] {
  const attempts = new Map<number, number>();
  return {
    context: {
      resolver: createResolver(),
      secrets: { get: async ({ secret }) => `value of ${secret}` },
      clock: { now: () => 0, turnMs: () => 0, exactNow: () => 0 },
      now: () => clock.nowMs,
    },
    // Waits before a retry pass at once; the wait for the end of the run ends with the run.
    timer: {
      wait: (ms, signal) =>
        ms < 10_000 ? Promise.resolve() : new Promise((resolve) => signal?.addEventListener('abort', () => resolve())),
    },
    random: () => 0,
    run: async () => {
      const minute = (clock.nowMs - storyStartMs) / minuteMs;
      const attempt = (attempts.get(minute) ?? 0) + 1;
      attempts.set(minute, attempt);
      return script({ minute, attempt });
    },
  };
}

/** An answer as agreed. */
export const fine = (differs: Partial<Finding> = {}): Finding => ({
  checks: [{ check: 'status', level: 'passed', expected: 'status 200', actual: 'status 200' }],
  phases: { totalMs: 40 },
  errorBoundMs: 0,
  statusCode: 200,
  ...differs,
});

/** An answer that is not as agreed. */
export const wrong = (): Finding =>
  fine({
    checks: [{ check: 'status', level: 'failed', expected: 'status 200', actual: 'status 503' }],
    statusCode: 503,
  });

/** No answer. `blame` says whose fault it is; the target's is worth a retry. */
export const failed = (blame: 'target' | 'probe', reason: string): Finding => ({
  checks: [],
  phases: { totalMs: 5 },
  errorBoundMs: 0,
  failure: { reason, blame, retryable: blame === 'target' },
});

const allWell: Script = () => fine();
