import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrong } from '../../scenarios/story.ts';
import { type ConsoleServer, startConsoleServer } from '../../support/console-server.ts';
import { NOW_MS } from '../console/fixture-results.ts';
import { sampleWatch } from '../console/fixtures.ts';
import { ask, openApi, post } from './open-api.ts';

const sample = sampleWatch();
const idOf = (status: string): string => {
  const found = sample.snapshot.incidents.find((incident) => incident.status === status && !incident.drill);
  if (!found) throw new Error(`Cannot find an incident that is ${status} in the fixtures, must be there`);
  return found.id;
};

let server: ConsoleServer;
beforeAll(async () => {
  server = await startConsoleServer(sample);
});
afterAll(() => server.stop());

const get = (path: string) => ask(`${server.url}${path}`);
const act = (body: unknown, id = idOf('open')) => post(`${server.url}/api/incidents/${id}/actions`, body);
const drill = (body: unknown, alarm = 'endpoint/checkout/down') =>
  post(`${server.url}/api/alarms/${encodeURIComponent(alarm)}/drill`, body);

describe('GET /api/incidents', () => {
  it('lists incidents with their status and route', async () => {
    expect((await get('/api/incidents')).json()).toContainEqual(
      expect.objectContaining({
        alarmId: 'endpoint/api/down',
        status: 'open',
        route: expect.objectContaining({ policy: 'critical' }),
      }),
    );
  });

  it('shows one by its id', async () => {
    expect((await get(`/api/incidents/${idOf('held')}`)).json()).toMatchObject({ status: 'held' });
  });

  it('says so where there is none by that id', async () => {
    const { status, json } = await get('/api/incidents/none');
    expect([status, json()]).toEqual([404, { error: 'Cannot find incident "none": there is none by that name' }]);
  });
});

describe('POST /api/incidents/:id/actions', () => {
  it('tells the watch what a person does, and answers with the incident', async () => {
    const id = idOf('flapping');
    const { status, json } = await act({ action: 'acknowledge', by: ' Ada Byron ', note: 'Mine', seenActions: 0 }, id);
    expect([status, json()]).toMatchObject([200, { id, status: 'acknowledged', acknowledged: { by: 'Ada Byron' } }]);
    expect(server.acts.at(-1)).toEqual({
      incident: id,
      act: { action: 'acknowledge', by: 'Ada Byron', note: 'Mine', seenActions: 0 },
    });
  });

  it('passes on a silence with its end, and that it was a false alarm', async () => {
    const untilMs = NOW_MS + 3_600_000;
    await act({ action: 'silence', by: 'Ada', reason: 'Known', untilMs });
    await act({ action: 'resolve', by: 'Ada', falseAlarm: true });
    expect(server.acts.slice(-2)).toMatchObject([
      { act: { action: 'silence', reason: 'Known', untilMs } },
      { act: { action: 'resolve', falseAlarm: true } },
    ]);
  });

  it('answers 409 with the watch’s own sentence where somebody was faster', async () => {
    const id = idOf('silenced');
    const { status, json } = await act({ action: 'acknowledge', by: 'Ada', seenActions: 0 }, id);
    expect([status, json()]).toEqual([
      409,
      { error: `Cannot acknowledge incident "${id}": somebody was faster, must be looked at again` },
    ]);
  });

  it('says so where there is no such incident', async () => {
    expect((await act({ action: 'acknowledge', by: 'Ada' }, 'none')).status).toBe(404);
  });

  const by = 'Ada';
  const refused: readonly (readonly [string, unknown, string])[] = [
    ['no JSON object', 'acknowledge', 'its body is no JSON object, must be one'],
    ['no action', { by }, '"action" is missing, must be "acknowledge", "resolve" or "silence"'],
    [
      'an unknown action',
      { action: 'ignore', by },
      '"action" is "ignore", must be "acknowledge", "resolve" or "silence"',
    ],
    ['no name', { action: 'acknowledge' }, '"by" is missing, must be the name of whoever acts'],
    ['a blank name', { action: 'acknowledge', by: ' ' }, '"by" is " ", must be the name of whoever acts'],
    [
      'a name that is a story',
      { action: 'acknowledge', by: 'A'.repeat(81) },
      `"by" is "${'A'.repeat(56)}..., must be the name of whoever acts of at most 80 characters`,
    ],
    ['a silence without a reason', { action: 'silence', by, untilMs: NOW_MS }, '"reason" is missing, must be a text'],
    [
      'a silence without an end',
      { action: 'silence', by, reason: 'Known' },
      '"untilMs" is missing, must be epoch milliseconds',
    ],
    [
      'an end that is no whole number',
      { action: 'silence', by, reason: 'Known', untilMs: 1.5 },
      '"untilMs" is 1.5, must be epoch milliseconds',
    ],
    ['an unknown field', { action: 'acknowledge', by, why: 'x' }, '"why" is unknown here, must be left out'],
    [
      'a false alarm that is a word',
      { action: 'resolve', by, falseAlarm: 'yes' },
      '"falseAlarm" is "yes", must be true or absent',
    ],
  ];
  for (const [what, body, sentence] of refused) {
    it(`refuses ${what}, and asks nothing of the watch`, async () => {
      const before = server.acts.length;
      const { status, json } = await act(body);
      expect([status, json()]).toEqual([400, { error: `Cannot act on an incident: ${sentence}` }]);
      expect(server.acts.length).toBe(before);
    });
  }

  it('refuses what another site sends', async () => {
    const body = { action: 'acknowledge', by };
    const { status } = await post(`${server.url}/api/incidents/${idOf('open')}/actions`, body, {
      origin: 'https://elsewhere.example',
    });
    expect(status).toBe(403);
  });
});

describe('POST /api/alarms/:id/drill', () => {
  it('begins a drill of a quarter of an hour unless told otherwise', async () => {
    const { status, json } = await drill({ by: 'Ada' });
    expect([status, json()]).toMatchObject([200, { alarmId: 'endpoint/checkout/down', drill: { by: 'Ada' } }]);
    await drill({ by: 'Ada', forMs: 60_000 });
    expect(server.acts.slice(-2)).toEqual([
      { drill: 'endpoint/checkout/down', by: 'Ada', forMs: 1_800_000 },
      { drill: 'endpoint/checkout/down', by: 'Ada', forMs: 60_000 },
    ]);
  });

  it('answers 409 where one is under way', async () => {
    const { status, json } = await drill({ by: 'Ada' }, 'endpoint/web/down');
    expect([status, json()]).toEqual([409, { error: 'Cannot drill alarm "endpoint/web/down": one is under way' }]);
  });

  it('says so where there is no such alarm', async () => {
    const { status, json } = await drill({ by: 'Ada' }, 'endpoint/none/down');
    expect([status, json()]).toEqual([
      404,
      { error: 'Cannot find alarm "endpoint/none/down": there is none by that name' },
    ]);
  });

  it.each([
    [{ forMs: 60_000 }, '"by" is missing, must be the name of whoever acts'],
    [{ by: 'Ada', forMs: 59_999 }, '"forMs" is 59999, must be at least 60000 milliseconds'],
    [{ by: 'Ada', forMs: 86_400_001 }, '"forMs" is 86400001, must be at most 86400000 milliseconds'],
  ])('refuses %j', async (body, sentence) => {
    const { status, json } = await drill(body);
    expect([status, json()]).toEqual([400, { error: `Cannot begin a drill: ${sentence}` }]);
  });
});

it('GET /api/on-call lists rotations with names, shifts and gaps', async () => {
  expect((await get('/api/on-call')).json()).toMatchObject([
    { id: 'shop', primary: 'Grace Hopper', backup: 'Katherine Johnson' },
    {
      id: 'data',
      shifts: { primary: expect.arrayContaining([expect.not.objectContaining({ person: expect.anything() })]) },
    },
    { id: 'night', timeZone: 'America/New_York' },
  ]);
});

describe('GET /api/routes', () => {
  const saturdayMs = Date.UTC(2026, 2, 14, 21, 30);

  it('tells who is told of each alarm that is routed', async () => {
    const routes = (await get('/api/routes')).json() as readonly { readonly alarmId: string }[];
    expect(routes).toContainEqual(expect.objectContaining({ alarmId: 'endpoint/web/down', policy: 'critical' }));
    expect(routes.filter(({ alarmId }) => alarmId.startsWith('function/'))).toEqual([]);
  });

  it('tells it for another moment, of all and of one', async () => {
    const all = (await get(`/api/routes?at=${saturdayMs}`)).json();
    const one = (await get(`/api/routes/endpoint%2Fweb%2Fslow?at=${saturdayMs}`)).json();
    expect(one).toMatchObject({ atMs: saturdayMs, hold: { untilMs: Date.UTC(2026, 2, 16, 7, 30) } });
    expect(all).toContainEqual(one);
  });

  it.each(['/api/routes?at=noon', '/api/routes/endpoint%2Fweb%2Fslow?at=noon', '/api/routes?at=9999999999999999'])(
    'refuses a moment that is none: %s',
    async (path) => {
      const { status, json } = await get(path);
      expect([status, json()]).toEqual([
        400,
        { error: expect.stringMatching(/^Cannot tell a route: "at" is ".*", must be epoch milliseconds$/) },
      ]);
    },
  );

  it('says so where an alarm is not routed', async () => {
    const { status, json } = await get('/api/routes/none');
    expect([status, json()]).toEqual([
      404,
      { error: 'Cannot find a route of alarm "none": there is none by that name' },
    ]);
  });
});

describe('with a real watch', () => {
  it('an outage is an incident that one person acknowledges, and no second', async () => {
    const api = await openApi({ minutes: 6, script: () => wrong() });
    const [incident] = (await ask(`${api.url}/api/incidents`)).json() as readonly { readonly id: string }[];
    expect(incident).toMatchObject({ alarmId: 'endpoint/web/down', status: 'open', route: { policy: 'critical' } });
    const path = `${api.url}/api/incidents/${incident?.id}/actions`;
    const first = await post(path, { action: 'acknowledge', by: 'Ada' });
    const second = await post(path, { action: 'acknowledge', by: 'Grace' });
    await api.close();
    expect([first.status, first.json()]).toMatchObject([200, { status: 'acknowledged', acknowledged: { by: 'Ada' } }]);
    expect([second.status, second.json()]).toMatchObject([
      409,
      { error: expect.stringMatching(/^Cannot acknowledge incident ".*": Ada acknowledged it on /) },
    ]);
  });
});
