import type { RotationView, RouteView } from '../../../local/api/types.ts';
import { explainRoute } from '../../../shared/alerting/explain-route.ts';
import { listShifts } from '../../../shared/alerting/list-shifts.ts';
import type { OnCallRole, Rotation, Shift } from '../../../shared/model/rotation.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { NOW_MS } from './fixture-results.ts';

const FOUR_WEEKS_MS = 28 * 86_400_000;

/**
 * Four people in three rotations: one with a backup and two overrides, one that nobody covers now and on two days to come,
 * and one in another zone whose turns are days.
 */
export const peopleInput = {
  people: {
    ada: { name: 'Ada Byron', phone: '+12025550101', email: 'ada@shop.example' },
    grace: { name: 'Grace Hopper', phone: '+12025550102', email: 'grace@shop.example' },
    katherine: { name: 'Katherine Johnson', phone: '+12025550103' },
    mary: { name: 'Mary Jackson', email: 'mary@shop.example' },
  },
  teams: {
    shop: { title: 'Shop team', people: ['ada', 'grace', 'katherine'] },
    data: { title: 'Data team', people: ['mary'] },
  },
  calendars: {
    office: { days: 'weekdays', from: '08:30', to: '18:00' },
    covered: { days: 'every-day', from: '00:00', to: '24:00', except: ['2026-03-03', '2026-03-14', '2026-03-15'] },
  },
  rotations: {
    shop: {
      title: 'Shop',
      people: ['ada', 'grace', 'katherine'],
      start: '2026-02-23',
      overrides: [
        { person: 'katherine', from: '2026-03-06T18:00', until: '2026-03-08T09:00', reason: 'Grace is away' },
        { person: 'mary', role: 'backup', from: '2026-03-18T09:00', until: '2026-03-20T09:00' },
      ],
    },
    data: {
      title: 'Data',
      layers: { all: { people: ['mary', 'grace'], start: '2026-02-23', backup: 0, during: 'covered' } },
    },
    night: {
      title: 'Night watch',
      timeZone: 'America/New_York',
      people: ['katherine', 'mary', 'ada'],
      turn: 'day',
      turns: 2,
      handover: { at: '18:00' },
      start: '2026-02-23',
      backup: 0,
    },
  },
} as const;

/** How each severity is told, and what is about data. */
export const policiesInput = {
  critical: {
    steps: [
      { notify: [{ onCall: 'shop' }, 'engineering', 'phone', 'chat', 'audit'] },
      { after: '10m', notify: [{ onCall: 'shop', role: 'backup' }] },
      { after: '30m', notify: [{ team: 'shop' }, 'engineering'] },
    ],
    repeat: '30m',
    respondWithin: '15m',
  },
  warning: { holdUntil: 'office', steps: [{ notify: ['chat', 'engineering'] }], respondWithin: '4h' },
  info: { digest: { every: 'day', at: '09:00' }, notify: ['engineering'] },
  data: {
    steps: [{ notify: ['chat', 'engineering'] }, { after: '20m', notify: [{ onCall: 'data', by: ['sms'] }] }],
    recovery: '10m',
  },
} as const;

/** What to do about the API. */
export const runbooksInput = {
  api: {
    url: 'https://runbooks.shop.example/shop',
    steps: [
      'Look at the dashboard: is it every request or some?',
      {
        text: 'Read the last errors of the service.',
        run: 'aws logs tail /shop/api --since 15m --filter-pattern ERROR --format short',
      },
      {
        text: 'If the newest release is to blame, go back to the one before.',
        run: 'npm run deploy -- --release previous',
      },
    ],
  },
} as const;

/** What the watch answers about who is on call. */
export function rotationViews(plan: Plan): readonly RotationView[] {
  const names = new Map(plan.people.map(({ id, name }) => [id, name]));
  return plan.rotations.map((rotation): RotationView => {
    const shifts = { primary: shiftsOf(rotation, 'primary', names), backup: shiftsOf(rotation, 'backup', names) };
    const primary = shifts.primary[0]?.person;
    const backup = shifts.backup[0]?.person;
    return {
      id: rotation.id,
      title: rotation.title,
      timeZone: rotation.timeZone,
      ...(primary === undefined ? {} : { primary }),
      ...(backup === undefined ? {} : { backup }),
      shifts,
    };
  });
}

function shiftsOf(rotation: Rotation, role: OnCallRole, names: ReadonlyMap<string, string>): readonly Shift[] {
  const shifts = listShifts(rotation, role, { fromMs: NOW_MS, toMs: NOW_MS + FOUR_WEEKS_MS });
  return shifts.map(({ person, ...shift }) => ({
    ...shift,
    ...(person === undefined ? {} : { person: names.get(person) ?? person }),
  }));
}

/** What the watch answers about who is told, for all alarms that are routed. */
export function routeViews(plan: Plan, atMs: number): readonly RouteView[] {
  return plan.alarms.flatMap(({ id }) => explainRoute(id, { plan, atMs }) ?? []);
}
