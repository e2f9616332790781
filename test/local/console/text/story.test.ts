import { describe, expect, it } from 'vitest';
import { storyOf } from '../../../../local/console/text/story.ts';
import { createZonedTime } from '../../../../local/console/text/zoned-time.ts';
import type { TimelineEntry } from '../../../../shared/model/incident.ts';

const atMs = Date.UTC(2026, 2, 3, 13, 0);
const context = { alarms: [], time: createZonedTime('Europe/Zurich'), recoveryMs: 300_000 };
const titles = (...entries: readonly TimelineEntry[]) => storyOf(entries, context).map(({ title }) => title);
const told = (channel: string, change: object = {}): TimelineEntry => ({
  atMs,
  what: 'told',
  tell: 'opening',
  channel,
  step: 0,
  result: 'delivered',
  attempts: 1,
  ...change,
});
const joined = (title: string): TimelineEntry => ({ atMs, what: 'joined', alarm: title, title });

describe('storyOf()', () => {
  it('makes one row of the messages that went out together', () => {
    const rows = storyOf([told('chat'), told('phone', { atMs: atMs + 30_000 })], context);
    expect(rows.map(({ tells }) => tells.map(({ channel }) => channel))).toEqual([['chat', 'phone']]);
  });

  it.each([
    ['for something else', { tell: 'reminder' }],
    ['for another step', { step: 1 }],
    ['much later', { atMs: atMs + 120_000 }],
  ])('begins another row where a message went out %s', (_, change) => {
    expect(storyOf([told('chat'), told('phone', change)], context)).toHaveLength(2);
  });

  it('makes one row of many alarms that joined, and names one that is alone', () => {
    expect(titles(joined('a'), joined('b'), told('chat'), joined('c'))).toEqual([
      'It explains 2 more alarms',
      'Told',
      'It explains “c”',
    ]);
  });

  it.each<[TimelineEntry, string, string | undefined]>([
    [{ atMs, what: 'opened', reason: 'Refused' }, 'Opened', 'Refused'],
    [
      { atMs, what: 'held', by: { kind: 'calendar', calendar: 'office' }, untilMs: atMs + 18.5 * 3_600_000 },
      'Held: outside of office',
      'Until Wed 4 Mar, 08:30.',
    ],
    [
      { atMs, what: 'held', by: { kind: 'settling' } },
      'Held: what it depends on gets a moment to turn out as the cause',
      'Until that is over.',
    ],
    [told('phone', { tell: 'escalation', step: 1 }), 'Escalated: step 2', undefined],
    [told('phone', { tell: 'closing' }), 'Told that it is over', undefined],
    [{ atMs, what: 'skipped', step: 1, why: 'nobody is on call' }, 'Step 2 told nobody', 'nobody is on call'],
    [{ atMs, what: 'recovering' }, 'The alarm is OK', 'Over if it stays so for 5\u00a0min.'],
    [{ atMs, what: 'flapped', flaps: 2 }, 'It came back', '2 times so far: still the same outage.'],
    [{ atMs, what: 'acknowledged', by: 'Ada', note: 'Mine' }, 'Acknowledged by Ada', 'Mine'],
    [
      { atMs, what: 'silenced', by: 'Ada', reason: 'Known', untilMs: atMs + 3_600_000 },
      'Silenced by Ada until 15:00',
      'Known',
    ],
    [{ atMs, what: 'resolved' }, 'Resolved', 'The alarm stayed OK.'],
    [{ atMs, what: 'resolved', by: 'Ada', falseAlarm: true }, 'Called a false alarm by Ada', undefined],
  ])('says %j as "%s"', (entry, title, detail) => {
    const [row] = storyOf([entry], context);
    expect([row?.title, row?.detail]).toEqual([title, detail]);
  });
});
