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

/** `6 incidents, 1 open. Of 4 that are over, 3 were acknowledged, after 4 minutes, and they lasted 15 minutes (medians); ...` */
function describeSummary(summary: IncidentSummary): string {
  const { incidents, open, drills, over, acknowledged } = summary;
  const { medianAcknowledgeMs, medianResolveMs, falseAlarmPercent = 0 } = summary;
  const rehearsals = drills === 0 ? '' : `, ${count(drills, 'drill')}`;
  const counts = `${count(incidents, 'incident')}, ${open === 0 ? 'none' : open} open${rehearsals}.`;
  if (over < 2 || medianResolveMs === undefined) return counts;
  const after = medianAcknowledgeMs === undefined ? '' : `, after ${describeDuration(medianAcknowledgeMs)}`;
  const many = acknowledged === 0 ? 'none' : String(acknowledged);
  const taken = `${many} ${acknowledged === 1 ? 'was' : 'were'} acknowledged${after}`;
  const lasted = `they lasted ${describeDuration(medianResolveMs)}`;
  return `${counts} Of ${over} that are over, ${taken}, and ${lasted} (medians); ${Math.round(falseAlarmPercent)} % were false alarms.`;
}
