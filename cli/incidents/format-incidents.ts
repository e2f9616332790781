import { describeDuration } from '../../shared/alerting/describe-duration.ts';
import { drillWord } from '../../shared/alerting/headline.ts';
import { type Incident, type IncidentStatus, statusOf } from '../../shared/model/incident.ts';
import { outageMs, timeToAcknowledgeMs } from '../../shared/model/incident-times.ts';
import { formatSeconds } from '../../shared/postgres/quantities.ts';
import { formatShortMoment } from '../../shared/reports/format-values.ts';
import { count } from '../count.ts';
import { type Column, formatTable } from '../format-table.ts';
import { paint } from '../terminal.ts';
import type { Telling } from './format-incident.ts';
import { type IncidentSummary, sumUpIncidents } from './sum-up-incidents.ts';

const colours = {
  held: 'cyan',
  open: 'red',
  acknowledged: 'yellow',
  silenced: 'magenta',
  flapping: 'red',
  recovering: 'yellow',
  resolved: 'green',
} as const satisfies Record<IncidentStatus, string>;

/** Incidents as a table with a line of numbers below it. */
export function formatIncidents(incidents: readonly Incident[], telling: Telling): readonly string[] {
  return [...formatTable(columnsFor(telling), incidents), '', describeSummary(sumUpIncidents(incidents))];
}

function columnsFor({ timeZone, nowMs }: Telling): readonly Column<Incident>[] {
  return [
    { title: 'Id', text: ({ id }) => id },
    {
      title: 'Status',
      text: (incident) => statusOf(incident, nowMs),
      paint: (padded, incident) => paint(colours[statusOf(incident, nowMs)], padded),
    },
    { title: 'Severity', text: ({ severity }) => severity },
    { title: 'Since', text: ({ openedAtMs }) => formatShortMoment(openedAtMs, timeZone) },
    {
      title: 'Lasted',
      align: 'right',
      text: (incident) => formatSeconds(outageMs(incident, nowMs) / 1_000),
    },
    { title: 'Acknowledged', text: formatAcknowledgement },
    { title: 'Title', text: ({ title, drill }) => `${drill === undefined ? '' : `${drillWord} `}${title}` },
  ];
}

function formatAcknowledgement(incident: Incident): string {
  const afterMs = timeToAcknowledgeMs(incident);
  return afterMs === undefined ? '-' : `${incident.acknowledged?.by} after ${formatSeconds(afterMs / 1_000)}`;
}

/** `7 incidents, 1 open, 2 never announced. Of 4 that were announced and are over, 3 were acknowledged, after 4 minutes, and they lasted 15 minutes (medians); ...` */
function describeSummary(summary: IncidentSummary): string {
  const { incidents, open, drills, unannounced, over, acknowledged } = summary;
  const { medianAcknowledgeMs, medianResolveMs, falseAlarmPercent = 0 } = summary;
  const rehearsals = drills === 0 ? '' : `, ${count(drills, 'drill')}`;
  const untold = unannounced === 0 ? '' : `, ${unannounced} never announced`;
  const counts = `${count(incidents, 'incident')}, ${open === 0 ? 'none' : open} open${rehearsals}${untold}.`;
  if (over < 2 || medianResolveMs === undefined) return counts;
  const after = medianAcknowledgeMs === undefined ? '' : `, after ${describeDuration(medianAcknowledgeMs)}`;
  const many = acknowledged === 0 ? 'none' : String(acknowledged);
  const taken = `${many} ${acknowledged === 1 ? 'was' : 'were'} acknowledged${after}`;
  const lasted = `they lasted ${describeDuration(medianResolveMs)}`;
  return `${counts} Of ${over} that ${unannounced === 0 ? '' : 'were announced and '}are over, ${taken}, and ${lasted} (medians); ${Math.round(falseAlarmPercent)} % were false alarms.`;
}
