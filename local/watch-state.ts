import type { EvaluationRangeProfile } from '../shared/cloudwatch/evaluation-range.ts';
import type { Plan } from '../shared/plan/plan.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { IncidentStore } from '../shared/ports/incident-store.ts';
import { type AlarmBoard, createAlarmBoard } from './alarm-board.ts';
import { type ChangeFeed, createChangeFeed } from './change-feed.ts';
import { viewIncident } from './incident-desk.ts';
import { createDeadLetterStore, type DeadLetterStore } from './memory/dead-letter-store.ts';
import { createDeliveryStore, type DeliveryStore } from './memory/delivery-store.ts';
import { createEvidenceStore, type EvidenceListeners, type EvidenceStore } from './memory/evidence-store.ts';
import { createMemoryIncidentStore } from './memory/incident-store.ts';
import { createMetricStore, type MetricStore } from './memory/metric-store.ts';
import { createResultStore, type ResultStore } from './memory/result-store.ts';
import { createMemoryWakeUps, type MemoryWakeUps } from './memory/wake-ups.ts';

/** All that a watch remembers. It is gone when the process ends. */
export interface WatchState {
  readonly metrics: MetricStore;
  readonly results: ResultStore;
  readonly evidence: EvidenceStore;
  readonly deliveries: DeliveryStore;
  readonly deadLetters: DeadLetterStore;
  readonly board: AlarmBoard;
  readonly feed: ChangeFeed;
  readonly incidents: IncidentStore;
  readonly wakeUps: MemoryWakeUps;
}

/** How a watch begins. */
export interface WatchBeginning {
  readonly clock: Clock;
  readonly createdAtMs: number;
  readonly evaluationRange: EvaluationRangeProfile;
  readonly listeners: EvidenceListeners;
}

/** The memory of a watch that begins now. */
export function createWatchState(
  plan: Plan,
  { clock, createdAtMs, evaluationRange, listeners }: WatchBeginning,
): WatchState {
  const metrics = createMetricStore();
  const feed = createChangeFeed();
  return {
    metrics,
    feed,
    results: createResultStore(),
    evidence: createEvidenceStore(listeners),
    deliveries: createDeliveryStore((delivery) => feed.tell(() => ({ type: 'delivery', delivery }))),
    deadLetters: createDeadLetterStore(),
    incidents: createMemoryIncidentStore({
      clock,
      onChange: (incident) =>
        feed.tell(() => ({ type: 'incident', incident: viewIncident(incident, { plan, nowMs: clock.now() }) })),
    }),
    wakeUps: createMemoryWakeUps(),
    board: createAlarmBoard({ alarms: plan.alarms, read: metrics.points, createdAtMs, evaluationRange }),
  };
}
