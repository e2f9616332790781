import { formatMoment } from '../../shared/alerting/format-moment.ts';
import { type AlarmNews, hearAlarm, openIncidentOf } from '../../shared/alerting/incident/hear-alarm.ts';
import type { AlertMessage } from '../../shared/model/alert-message.ts';
import { drillLengths } from '../../shared/model/drill.ts';
import type { DrillAnswer, RouterEvent } from '../../shared/model/router-event.ts';
import type { RoutedAlarm } from '../../shared/plan/alert-router-config.ts';
import { handleRecord } from './handle-record.ts';
import { namesById } from './incident-world.ts';
import { drillOf } from './record-names.ts';
import type { RouterPorts } from './router-ports.ts';

type Drill = Extract<RouterEvent, { readonly drill: unknown }>['drill'];

/** Begins a rehearsal of an alarm: an incident like any other, marked everywhere, that ends by itself. */
export async function startDrill(drill: Drill, deadlineMs: number, ports: RouterPorts): Promise<DrillAnswer> {
  const { config, clock, linksOf } = ports;
  const { alarmId, by, forMs } = drill;
  const refuse = (why: string): DrillAnswer => ({ started: false, problem: `Cannot drill alarm "${alarmId}": ${why}` });
  const name = namesById(config).get(alarmId);
  const alarm = name === undefined ? undefined : config.alarms[name];
  if (name === undefined || alarm === undefined)
    return refuse('the router does not know it, must be one that it routes');
  if (!(forMs >= drillLengths.leastMs && forMs <= drillLengths.mostMs))
    return refuse('its length must be from 1 minute to 1 day');
  const nowMs = clock.now();
  const record = drillOf(name);
  let runningUntilMs: number | undefined;
  const { after } = await handleRecord(
    {
      ...{ alarm: record, deadlineMs, severity: alarm.severity },
      change: (before) => {
        const running = openIncidentOf(before);
        runningUntilMs = running?.drill?.endsAtMs;
        if (running !== undefined) return before;
        const { policy, owner } = alarm.routing;
        const news: AlarmNews = {
          ...{
            alarm: record,
            alarmId,
            state: 'ALARM',
            changedAtMs: nowMs,
            title: alarm.title,
            severity: alarm.severity,
          },
          ...{ policy, message: composeDrill(alarm, name, { nowMs, by, config, links: linksOf(name) }) },
          ...(owner === undefined ? {} : { owner }),
          drill: { by, endsAtMs: nowMs + forMs },
        };
        return hearAlarm(before, news, nowMs);
      },
    },
    ports,
  );
  // One whose end nobody had called for is over by now.
  if (runningUntilMs !== undefined && runningUntilMs <= nowMs) return await startDrill(drill, deadlineMs, ports);
  if (runningUntilMs !== undefined)
    return refuse(`one is under way until ${formatMoment(runningUntilMs, config.timeZone)}`);
  return after?.incident === undefined ? refuse('its record is gone') : { started: true, incident: after.incident };
}

interface DrillParts {
  readonly nowMs: number;
  readonly by: string;
  readonly config: RouterPorts['config'];
  readonly links: ReturnType<RouterPorts['linksOf']>;
}

function composeDrill(alarm: RoutedAlarm, name: string, { nowMs, by, config, links }: DrillParts): AlertMessage {
  const { service, environment, timeZone } = config;
  const { severity, title, meaning, runbook } = alarm;
  const urls = [
    ['Runbook', runbook],
    ['Dashboard', links.dashboardUrl],
    ['Alarm', links.alarmUrl],
  ] as const;
  return {
    key: name,
    status: 'firing',
    ...{ severity, service, environment, title, timeZone, meaning },
    headline: title,
    reason: `This is a drill that ${by} asked for: nothing is wrong. Acknowledge it as you would a real one`,
    rule: '',
    facts: [],
    links: urls.flatMap(([label, url]) => (url === undefined ? [] : [{ label, url }])),
    alarmName: name,
    changedAtMs: nowMs,
    sinceMs: nowMs,
    isDrill: true,
  };
}
