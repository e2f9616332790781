import type { TimelineEntry } from '../../../shared/model/incident.ts';
import type { IncidentView } from '../../api/types.ts';
import { useSnapshot, useStore, useZonedTime } from '../state/use-store.ts';
import { capitalize, formatSpan } from '../text/format.ts';
import { isOpen } from '../text/incident.ts';
import { nextTell } from '../text/next-tell.ts';
import { type StoryRow, storyOf } from '../text/story.ts';
import type { Look } from './badges.tsx';
import { Card } from './card.tsx';
import { Icon, type IconName } from './icon.tsx';
import { NextWords } from './incident-row.tsx';
import { isFailed, StoryTells } from './story-tells.tsx';

const pictures = {
  opened: { tone: 'bad', icon: 'siren' },
  held: { tone: 'unknown', icon: 'pending' },
  announced: { tone: 'info', icon: 'bell' },
  told: { tone: 'info', icon: 'inbox' },
  skipped: { tone: 'bad', icon: 'degraded' },
  recovering: { tone: 'ok', icon: 'arrow' },
  flapped: { tone: 'warn', icon: 'wave' },
  joined: { tone: 'quiet', icon: 'route' },
  suppressed: { tone: 'quiet', icon: 'route' },
  acknowledged: { tone: 'info', icon: 'people' },
  silenced: { tone: 'quiet', icon: 'mute' },
  'silence-ended': { tone: 'quiet', icon: 'bell' },
  resolved: { tone: 'ok', icon: 'check' },
} as const satisfies Record<TimelineEntry['what'], { readonly tone: Look['tone']; readonly icon: IconName }>;

/** An incident from its first word to its last, and what comes next while it is open. */
export function StoryCard({ incident }: { readonly incident: IncidentView }) {
  const { alarms } = useSnapshot();
  const time = useZonedTime();
  const recoveryMs = incident.route?.recoveryMs;
  const rows = storyOf(incident.timeline, { alarms, time, ...(recoveryMs !== undefined && { recoveryMs }) });
  const last = rows.at(-1);
  return (
    <Card title="What happened" aside={`${time.timeZone}, + since it opened`}>
      <ol class="story">
        {rows.map((row, index) => (
          <Row key={`${row.atMs} ${row.what} ${row.title}`} row={row} before={rows[index - 1]} incident={incident} />
        ))}
        {isOpen(incident) && <Ahead incident={incident} lastAtMs={last?.atMs ?? incident.openedAtMs} />}
      </ol>
    </Card>
  );
}

interface RowProps {
  readonly row: StoryRow;
  readonly before: StoryRow | undefined;
  readonly incident: IncidentView;
}

function Row({ row, before, incident }: RowProps) {
  const { atMs, what, title, detail, tells, joined } = row;
  const { tone, icon } = tells.some(({ result }) => isFailed(result)) ? failedPicture : pictures[what];
  return (
    <li class={`story-row tone-${tone}`}>
      <StoryTime atMs={atMs} beforeMs={before?.atMs} openedAtMs={incident.openedAtMs} />
      <span class="story-dot">
        <Icon name={icon} size={14} />
      </span>
      <div class="story-what">
        <p class="strong">{title}</p>
        {detail !== undefined && <p class="muted">{detail}</p>}
        {joined.length > 1 && <p class="muted story-joined">{joinedInWords(joined)}</p>}
        {tells.length > 0 && <StoryTells tells={tells} incident={incident} />}
      </div>
    </li>
  );
}

const SECOND_MS = 1_000;

const failedPicture = { tone: 'bad', icon: 'cross' } as const;

interface StoryTimeProps {
  readonly atMs: number;
  /** When the row before was. */
  readonly beforeMs: number | undefined;
  readonly openedAtMs: number;
}

function StoryTime({ atMs, beforeMs, openedAtMs }: StoryTimeProps) {
  const time = useZonedTime();
  const nowMs = useStore().nowMs.value;
  const isSameDay = time.day(atMs) === time.day(beforeMs ?? nowMs);
  // A message leaves milliseconds before or after the second that its step is due.
  const afterMs = Math.round((atMs - openedAtMs) / SECOND_MS) * SECOND_MS;
  return (
    <div class="story-time">
      {!isSameDay && <span class="story-day">{time.weekday(atMs)}</span>}
      <time dateTime={new Date(atMs).toISOString()} title={time.full(atMs)}>
        {time.clock(atMs)}
      </time>
      {afterMs > 0 && <span class="story-after">+{formatSpan(afterMs)}</span>}
    </div>
  );
}

const MOST_NAMED = 3;

function joinedInWords(titles: readonly string[]): string {
  const named = titles.slice(0, MOST_NAMED).map(capitalize).join(', ');
  const more = titles.length - MOST_NAMED;
  return more > 0 ? `${named} and ${more} more` : named;
}

/** What comes next if nobody does anything. */
function Ahead({ incident, lastAtMs }: { readonly incident: IncidentView; readonly lastAtMs: number }) {
  const { alarms } = useSnapshot();
  const time = useZonedTime();
  const { atMs } = nextTell(incident, alarms);
  return (
    <li class="story-row story-ahead tone-quiet">
      <div class="story-time">
        {atMs !== undefined && (
          <>
            {time.day(atMs) !== time.day(lastAtMs) && <span class="story-day">{time.weekday(atMs)}</span>}
            <time dateTime={new Date(atMs).toISOString()} title={time.full(atMs)}>
              {time.clock(atMs)}
            </time>
          </>
        )}
      </div>
      <span class="story-dot">
        <Icon name="pending" size={14} />
      </span>
      <div class="story-what">
        <p class="strong">Next</p>
        <p>
          <NextWords incident={incident} />
        </p>
      </div>
    </li>
  );
}
