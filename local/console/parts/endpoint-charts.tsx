import { useState } from 'preact/hooks';
import type { ProbeResult } from '../../../shared/model/probe-result.ts';
import type { AlarmView, EndpointView } from '../../api/types.ts';
import type { ChartModel, ChartShade, ChartThreshold } from '../charts/chart-model.ts';
import { outcomeIntervals, stateIntervals } from '../charts/intervals.ts';
import { linesOfResults } from '../charts/result-lines.ts';
import { TimeChart } from '../charts/time-chart.tsx';
import { firstRange } from '../dashboards/time-range.ts';
import { useLoaded, useSnapshot, useStore } from '../state/use-store.ts';
import { formatMilliseconds } from '../text/format.ts';
import { comparisonSign } from '../text/rule-in-words.ts';
import { Card } from './card.tsx';
import { RangeChoices } from './range-choices.tsx';

interface EndpointChartsProps {
  readonly endpoint: EndpointView;
  /** Oldest first, as many as there are. */
  readonly results: readonly ProbeResult[];
}

/** Latency with its thresholds and outages, and where the time went. */
export function EndpointCharts({ endpoint, results }: EndpointChartsProps) {
  const { everySeconds } = endpoint;
  const nowMs = results.at(-1)?.startedAtMs ?? useStore().nowMs.value;
  const [chosenMs, setSpan] = useState<number>();
  const spanMs = chosenMs ?? firstRange(3_600_000, nowMs - (results[0]?.startedAtMs ?? nowMs));
  const alarms = useAlarmsOf(endpoint);
  const window = { fromMs: nowMs - spanMs, toMs: nowMs + 1_000 };
  const shown = results.filter(({ startedAtMs }) => startedAtMs >= window.fromMs - everySeconds * 1_000);
  const lines = linesOfResults(shown, everySeconds);
  const shades = shadesOf(shown, alarms, everySeconds, window.toMs);
  const latency: ChartModel = {
    title: `Latency of ${endpoint.title}`,
    window,
    timestampsMs: lines.timestampsMs,
    lines: [lines.latency],
    thresholds: slowThresholds(alarms),
    shades,
  };
  const phases: ChartModel = {
    title: `Phases of ${endpoint.title}`,
    window,
    timestampsMs: lines.timestampsMs,
    lines: lines.phases,
    stacked: true,
    shades: shades.filter(({ place }) => place === 'area'),
  };
  return (
    <>
      <Card title="Latency" aside={<RangeChoices spanMs={spanMs} onChoose={setSpan} />}>
        <TimeChart model={latency} height={240} />
      </Card>
      {lines.phases.length > 0 && (
        <Card title="Where the time goes" aside="phases of each probe, on top of each other">
          <TimeChart model={phases} height={190} />
        </Card>
      )}
    </>
  );
}

/** The alarms of an endpoint with their history, loaded again when one of them changes its state. */
function useAlarmsOf({ alarms: ids }: EndpointView): readonly AlarmView[] {
  const { api, generation } = useStore();
  const current = useSnapshot().alarms.filter(({ alarm }) => ids.includes(alarm.id));
  const changes = current.map(({ changedAtMs }) => changedAtMs ?? 0).join(' ');
  const loaded = useLoaded(`${ids.join(' ')} ${changes} ${generation.value}`, () =>
    Promise.all(ids.map((id) => api.loadAlarm(id))),
  );
  return loaded.value ?? current;
}

function slowThresholds(alarms: readonly AlarmView[]): readonly ChartThreshold[] {
  return alarms.flatMap(({ alarm: { subject, rule, severity } }) =>
    subject.kind === 'endpoint' && subject.aspect === 'slow'
      ? [
          {
            label: `${severity} ${comparisonSign(rule.comparison)} ${formatMilliseconds(rule.threshold)}`,
            value: rule.threshold,
            color: severity === 'critical' ? '--bad' : '--warn',
          },
        ]
      : [],
  );
}

function shadesOf(
  results: readonly ProbeResult[],
  alarms: readonly AlarmView[],
  everySeconds: number,
  nowMs: number,
): readonly ChartShade[] {
  return [
    { label: 'down', color: '--bad', place: 'area', intervals: outcomeIntervals(results, 'down', everySeconds) },
    {
      label: 'unknown',
      color: '--unknown',
      place: 'area',
      intervals: outcomeIntervals(results, 'unknown', everySeconds),
    },
    {
      label: 'in alarm',
      color: '--bad-solid',
      place: 'strip',
      intervals: alarms.flatMap(({ history }) => stateIntervals(history, 'ALARM', nowMs)),
    },
  ];
}
