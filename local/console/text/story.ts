import type { TimelineEntry } from '../../../shared/model/incident.ts';
import type { AlarmView } from '../../api/types.ts';
import { countOf, formatSpan } from './format.ts';
import { holdInWords, titleOf } from './next-tell.ts';
import type { ZonedTime } from './zoned-time.ts';

type EntryOf<What extends TimelineEntry['what']> = Extract<TimelineEntry, { readonly what: What }>;

/** What one row of the story looks like: a tone (its colour) and a picture; the words say the rest. */
export interface StoryRow {
  readonly atMs: number;
  readonly what: TimelineEntry['what'];
  readonly title: string;
  readonly detail?: string;
  /** The messages that went out together. */
  readonly tells: readonly EntryOf<'told'>[];
  /** Titles of the alarms that joined together. */
  readonly joined: readonly string[];
}

/** What the words need besides the entries. */
export interface StoryContext {
  readonly alarms: readonly AlarmView[];
  readonly time: ZonedTime;
  /** How long the alarm must be OK; absent where it is not known. */
  readonly recoveryMs?: number;
}

/** Messages about the same thing within this time are one row. */
const TOGETHER_MS = 120_000;

/** An incident's timeline as rows: messages that went out together are one, and so are alarms that joined in a row. */
export function storyOf(timeline: readonly TimelineEntry[], context: StoryContext): readonly StoryRow[] {
  const runs: TimelineEntry[][] = [];
  for (const entry of timeline) {
    const run = runs.at(-1);
    if (run?.[0] && isTogether(run[0], entry)) run.push(entry);
    else runs.push([entry]);
  }
  return runs.flatMap((run) => rowOf(run, context));
}

function isTogether(first: TimelineEntry, next: TimelineEntry): boolean {
  if (first.what === 'joined') return next.what === 'joined';
  return (
    first.what === 'told' &&
    next.what === 'told' &&
    first.tell === next.tell &&
    first.step === next.step &&
    next.atMs - first.atMs < TOGETHER_MS
  );
}

function rowOf(run: readonly TimelineEntry[], context: StoryContext): readonly StoryRow[] {
  const [first] = run;
  if (!first) return [];
  const joined = run.flatMap((entry) => (entry.what === 'joined' ? [entry.title] : []));
  const tells = run.filter((entry) => entry.what === 'told');
  const { title, detail } = words(first, joined, context);
  return [{ atMs: first.atMs, what: first.what, title, ...(detail !== undefined && { detail }), tells, joined }];
}

interface Words {
  readonly title: string;
  readonly detail?: string | undefined;
}

function words(entry: TimelineEntry, joined: readonly string[], context: StoryContext): Words {
  const { alarms, time, recoveryMs } = context;
  switch (entry.what) {
    case 'opened':
      return { title: 'Opened', detail: entry.reason };
    case 'held':
      return {
        title: `Held: ${holdInWords(entry.by, alarms)}`,
        detail: entry.untilMs === undefined ? 'Until that is over.' : `Until ${time.short(entry.untilMs, entry.atMs)}.`,
      };
    case 'announced':
      return { title: `Announced by policy “${entry.policy}”`, detail: 'The clocks of its steps begin here.' };
    case 'told':
      return { title: tellInWords(entry) };
    case 'skipped':
      return { title: `Step ${entry.step + 1} told nobody`, detail: entry.why };
    case 'recovering':
      return {
        title: 'The alarm is OK',
        ...(recoveryMs !== undefined && { detail: `Over if it stays so for ${formatSpan(recoveryMs)}.` }),
      };
    case 'flapped':
      return { title: 'It came back', detail: `${countOf(entry.flaps, 'time')} so far: still the same outage.` };
    case 'joined':
      return joined.length === 1
        ? { title: `It explains “${joined[0]}”`, detail: 'No incident of its own.' }
        : { title: `It explains ${joined.length} more alarms`, detail: 'None of them opened an incident of its own.' };
    case 'suppressed':
      return { title: `Explained by “${titleOf(entry.by, alarms)}”` };
    default:
      return wordsOfPeople(entry, time);
  }
}

type PeoplesEntry = EntryOf<'acknowledged' | 'silenced' | 'silence-ended' | 'resolved'>;

function wordsOfPeople(entry: PeoplesEntry, time: ZonedTime): Words {
  switch (entry.what) {
    case 'acknowledged':
      return { title: `Acknowledged by ${entry.by}`, detail: entry.note };
    case 'silenced':
      return {
        title: `Silenced by ${entry.by} until ${time.short(entry.untilMs, entry.atMs)}`,
        detail: entry.reason,
      };
    case 'silence-ended':
      return { title: 'The silence ended' };
    case 'resolved':
      return entry.by === undefined
        ? { title: 'Resolved', detail: entry.reason ?? 'The alarm stayed OK.' }
        : { title: `${entry.falseAlarm ? 'Called a false alarm' : 'Resolved'} by ${entry.by}`, detail: entry.reason };
  }
}

function tellInWords({ tell, step }: EntryOf<'told'>): string {
  switch (tell) {
    case 'opening':
      return 'Told';
    case 'escalation':
      return step === undefined ? 'Escalated' : `Escalated: step ${step + 1}`;
    case 'reminder':
      return 'Reminded';
    case 'acknowledged':
      return 'Told who has it';
    case 'closing':
      return 'Told that it is over';
    case 'summary':
      return 'Told in a summary';
  }
}
