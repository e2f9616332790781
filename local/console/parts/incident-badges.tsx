import type { IncidentView } from '../../api/types.ts';
import { Badge, type Look, SeverityBadge } from './badges.tsx';

/** What the status of an incident looks like. */
export const incidentLooks = {
  open: { tone: 'bad', icon: 'bell', word: 'Open' },
  flapping: { tone: 'bad', icon: 'wave', word: 'Flapping' },
  acknowledged: { tone: 'info', icon: 'people', word: 'Acknowledged' },
  recovering: { tone: 'ok', icon: 'arrow', word: 'Recovering' },
  silenced: { tone: 'quiet', icon: 'mute', word: 'Silenced' },
  held: { tone: 'unknown', icon: 'pending', word: 'Held' },
  resolved: { tone: 'ok', icon: 'check', word: 'Resolved' },
} as const satisfies Record<IncidentView['status'], Look>;

/** How an incident stands, how severe it is, and that it is only a drill where it is one. */
export function IncidentBadges({
  incident: { status, severity, drill, resolved },
  solid = false,
}: {
  readonly incident: IncidentView;
  readonly solid?: boolean;
}) {
  return (
    <>
      {drill && <span class="drill-tag">Drill</span>}
      <Badge look={incidentLooks[status]} solid={solid} />
      <SeverityBadge severity={severity} />
      {resolved?.falseAlarm && <span class="tag">False alarm</span>}
    </>
  );
}
