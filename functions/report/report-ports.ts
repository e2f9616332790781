import type { ReportConfig } from '../../shared/plan/report-config.ts';
import type { AlarmChanges } from '../../shared/ports/alarm-changes.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Findings } from '../../shared/ports/findings.ts';
import type { MetricHistory } from '../../shared/ports/metric-history.ts';
import type { ReportStore } from '../../shared/ports/report-store.ts';
import type { Timer } from '../../shared/ports/timer.ts';
import type { TopicPublisher } from '../../shared/ports/topic-publisher.ts';

/** What reports are read from. */
export interface ReportSources {
  readonly history: MetricHistory;
  readonly alarmChanges: AlarmChanges;
  readonly findings: Findings;
}

/** What the work needs of the world around it. */
export interface ReportPorts extends ReportSources {
  readonly config: ReportConfig;
  readonly store: ReportStore;
  readonly publisher: TopicPublisher;
  readonly clock: Clock;
  readonly timer: Timer;
}

/** What went wrong, as a clause for a sentence. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]?.slice(0, 300) ?? 'for no known reason';
}
