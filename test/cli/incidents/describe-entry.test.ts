import { describe, expect, it } from 'vitest';
import { describeEntry } from '../../../cli/incidents/describe-entry.ts';
import type { TimelineEntry } from '../../../shared/model/incident.ts';
import { afterMinutes, openedAtMs } from '../incident-samples.ts';

const atMs = openedAtMs;
const told = { atMs, what: 'told', tell: 'opening', channel: 'chat', result: 'delivered', attempts: 1 } as const;

const entries: readonly (readonly [string, TimelineEntry])[] = [
  ['opened: status 503', { atMs, what: 'opened', reason: 'status 503' }],
  [
    'held back: outside of office, until 12 Jan, 14:33',
    { atMs, what: 'held', by: { kind: 'calendar', calendar: 'office' }, untilMs: afterMinutes(30) },
  ],
  ['held back: maintenance move', { atMs, what: 'held', by: { kind: 'maintenance', window: 'move' } }],
  ['held back: db is down explains it', { atMs, what: 'held', by: { kind: 'dependency', alarm: 'db is down' } }],
  ['held back: what it depends on may turn out as the cause', { atMs, what: 'held', by: { kind: 'settling' } }],
  ['held back: waits for the next digest', { atMs, what: 'held', by: { kind: 'digest' } }],
  ['announced: policy critical begins', { atMs, what: 'announced', policy: 'critical' }],
  ['told chat that it opened (step 1): delivered', { ...told, step: 0 }],
  [
    'told phone instead of chat that nobody has acknowledged it (step 2): delivered after 3 attempts',
    { ...told, tell: 'escalation', step: 1, channel: 'phone', insteadOf: 'chat', attempts: 3 },
  ],
  [
    'told chat that it is still open: GIVEN UP after 5 attempts: status 500',
    { ...told, tell: 'reminder', result: 'gave-up', attempts: 5, problem: 'status 500' },
  ],
  [
    'told chat that it is over: REFUSED: status 404',
    { ...told, tell: 'closing', result: 'rejected', problem: 'status 404' },
  ],
  [
    'told chat who acknowledged it: shown here, not sent',
    { ...told, tell: 'acknowledged', result: 'rehearsed', problem: 'Shown here; AWS sends it' },
  ],
  ['told chat of it in a summary: delivered', { ...told, tell: 'summary' }],
  ['step 2 told nobody: nobody is on call', { atMs, what: 'skipped', step: 1, why: 'nobody is on call' }],
  ['OK again: waits whether it stays so', { atMs, what: 'recovering' }],
  ['came back, once so far', { atMs, what: 'flapped', flaps: 1 }],
  ['came back, 3 times so far', { atMs, what: 'flapped', flaps: 3 }],
  ['explains, too: api is down', { atMs, what: 'joined', alarm: 'shop/api', title: 'api is down' }],
  ['explained by db is down: tells nobody meanwhile', { atMs, what: 'suppressed', by: 'db is down' }],
  ['acknowledged by ada', { atMs, what: 'acknowledged', by: 'ada' }],
  ['acknowledged by ada: on my way', { atMs, what: 'acknowledged', by: 'ada', note: 'on my way' }],
  [
    'silenced by ada until 12 Jan, 15:03: a known fault',
    { atMs, what: 'silenced', by: 'ada', reason: 'a known fault', untilMs: afterMinutes(60) },
  ],
  ['the silence is over', { atMs, what: 'silence-ended' }],
  ['resolved', { atMs, what: 'resolved' }],
  ['resolved by ada, a false alarm: a test', { atMs, what: 'resolved', by: 'ada', reason: 'a test', falseAlarm: true }],
];

describe('describeEntry()', () => {
  it.each(entries)('says "%s"', (line, entry) => expect(describeEntry(entry, 'Europe/Zurich')).toBe(line));
});
