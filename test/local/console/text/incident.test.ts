import { describe, expect, it } from 'vitest';
import type { AlarmView, IncidentView } from '../../../../local/api/types.ts';
import { incidentOfAlarm, openIncidents, pastIncidents, whyStepsEnd } from '../../../../local/console/text/incident.ts';
import { sampleWatch } from '../fixtures.ts';

const { incidents } = sampleWatch().snapshot;
const [base] = incidents;
if (!base) throw new Error('Cannot test: the fixtures have no incident, must have one');

const incident = (id: string, change: Partial<IncidentView>): IncidentView => ({
  ...base,
  severity: 'critical',
  id,
  ...change,
});
const idsOf = (found: readonly IncidentView[]) => found.map(({ id }) => id);

describe('whyStepsEnd()', () => {
  const resolved = { atMs: 9, okSinceMs: 9 };
  it.each<[string | undefined, Partial<IncidentView>]>([
    [undefined, {}],
    ['acknowledged by Ada', { acknowledged: { atMs: 5, by: 'Ada' }, resolved: { ...resolved, by: 'Grace' } }],
    ['resolved by Grace', { resolved: { ...resolved, by: 'Grace' } }],
    ['it was over', { resolved }],
  ])('says %s', (expected, { acknowledged, resolved: end }) => {
    expect(whyStepsEnd({ ...(acknowledged && { acknowledged }), ...(end && { resolved: end }) })).toBe(expected);
  });
});

describe('openIncidents()', () => {
  it('puts what rings before what somebody has taken or what waits, then goes by severity and age', () => {
    const shuffled = [
      incident('held', { status: 'held' }),
      incident('silenced', { status: 'silenced' }),
      incident('over', { status: 'resolved' }),
      incident('taken', { status: 'acknowledged' }),
      incident('old', { status: 'open', openedAtMs: 1 }),
      incident('mild', { status: 'flapping', severity: 'warning', openedAtMs: 3 }),
      incident('new', { status: 'flapping', openedAtMs: 2 }),
      incident('well', { status: 'recovering' }),
    ];
    expect(idsOf(openIncidents(shuffled))).toEqual(['new', 'old', 'mild', 'taken', 'well', 'silenced', 'held']);
  });
});

describe('pastIncidents()', () => {
  it('lists what is over, the last one to end first', () => {
    const over = (id: string, atMs: number) =>
      incident(id, { status: 'resolved', openedAtMs: 0, resolved: { atMs, okSinceMs: atMs } });
    expect(idsOf(pastIncidents([over('first', 1), incident('open', { status: 'open' }), over('last', 2)]))).toEqual([
      'last',
      'first',
    ]);
  });
});

describe('incidentOfAlarm()', () => {
  const view = { alarm: { name: 'shop/web' } } as AlarmView;
  const own = incident('own', { alarm: 'shop/web', status: 'open', related: [] });
  const related = [{ alarm: 'shop/web', title: 'web', sinceMs: 1 }];
  const cause = incident('cause', { alarm: 'shop/db', status: 'open', related });
  const { drill: _, ...plainOwn } = own;
  const { drill: __, ...plainCause } = cause;

  it.each([
    ['its own before the one that explains it', [plainCause, plainOwn], { id: 'own', isRelated: false }],
    ['the one that explains it', [plainCause], { id: 'cause', isRelated: true }],
    ['none that is over', [{ ...plainOwn, status: 'resolved' } as const], undefined],
    ['none that is a drill', [{ ...own, drill: { by: 'Ada', endsAtMs: 1 } }], undefined],
    [
      'none that explained it until it was OK',
      [{ ...plainCause, related: related.map((one) => ({ ...one, overMs: 2 })) }],
      undefined,
    ],
  ])('finds %s', (_what, open, found) => {
    const answer = incidentOfAlarm(open, view);
    expect(answer && { id: answer.incident.id, isRelated: answer.isRelated }).toEqual(found);
  });
});
