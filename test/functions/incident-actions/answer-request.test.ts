import { describe, expect, it } from 'vitest';
import { answerRequest } from '../../../functions/incident-actions/answer-request.ts';
import { sampleAlert } from '../../support/alert-samples.ts';
import { actionWorld, encodeForm, formTokenOf } from './action-world.ts';
import { sampleIncident, standings } from './sample-incident.ts';

/** The text that a reader sees. */
const textOf = ({ body }: { readonly body: string }): string =>
  body
    .replace(/<style>.*<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

const buttonsOf = ({ body }: { readonly body: string }): readonly (string | undefined)[] =>
  [...body.matchAll(/<button[^>]* value="(\w+)"/g)].map(([, value]) => value);

describe('answerRequest() to a GET', () => {
  it('shows the incident and changes nothing, however often it comes', async () => {
    const world = actionWorld();
    const before = world.current();
    const path = world.linkPath();
    const answers = await Promise.all([world.get(path), world.get(path), world.get(path)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(world.acts).toEqual([]);
    expect(world.current()).toBe(before);
  });

  it('tells what somebody who was woken asks for', async () => {
    const world = actionWorld(
      sampleIncident({
        related: [
          { alarm: 'shop-prod/endpoint/api/down', title: 'api is down', sinceMs: sampleIncident().openedAtMs + 60_000 },
        ],
        news: { opening: { ...sampleAlert(), runbookSteps: [{ text: 'Restart it', run: 'systemctl restart web' }] } },
      }),
    );
    const page = await world.get(world.linkPath());
    const text = textOf(page);
    expect(text).toContain('CRITICAL shop prod: web is down since 14:03');
    expect(text).toContain('Since 14:03, 12 minutes ago');
    expect(text).toContain('ada/email at 14:03');
    expect(text).toContain('phone at 14:04');
    expect(text).toContain('api is down, since 14:04');
    expect(text).toContain('Restart it systemctl restart web');
    expect(text).toContain('This link was sent to ada/email');
    expect(page.body).toContain('href="https://wiki.shop.example/runbooks/web-down" rel="noreferrer noopener"');
  });

  it.each([
    ['open', 'Nobody has acknowledged it yet.', ['acknowledge', 'resolve', 'silence']],
    [
      'acknowledged',
      'Acknowledged by Grace (by a link sent to phone) at 14:10, 5 minutes ago: “Looking at the database”',
      ['resolve'],
    ],
    [
      'silenced',
      'Silenced until 15:14 by ada/email: “Deploying again”. Nobody has acknowledged it yet.',
      ['acknowledge', 'resolve', 'silence'],
    ],
    ['flapping', 'It went away and came back 3 times.', ['acknowledge', 'resolve', 'silence']],
    ['recovering', 'The alarm is OK since 14:13, 2 minutes ago.', ['acknowledge', 'resolve', 'silence']],
    ['held', 'Nobody has been called for it yet', ['acknowledge', 'resolve', 'silence']],
    ['over', 'The alarm is OK since 14:09, 5 minutes ago.', []],
    ['resolved', 'Resolved as a false alarm by ada/email at 14:14, 1 minute ago: “The probe was wrong”', []],
  ] as const)('says that it is %s, and offers what is still possible', async (standing, sentence, buttons) => {
    const world = actionWorld(sampleIncident(standings[standing]));
    const page = await world.get(world.linkPath());
    expect(page.status).toBe(200);
    expect(textOf(page)).toContain(sentence);
    expect(buttonsOf(page)).toEqual(buttons);
  });

  it('says that a rehearsal is one', async () => {
    const drill = { by: 'Ada', endsAtMs: sampleIncident().openedAtMs + 900_000 };
    const world = actionWorld(sampleIncident({ drill }));
    expect(textOf(await world.get(world.linkPath()))).toContain(
      'This is a rehearsal: nothing is wrong. Ada started it. It ends by itself at 14:18.',
    );
  });

  it('gives no instructions once it is over', async () => {
    const world = actionWorld(sampleIncident(standings.over));
    expect(textOf(await world.get(world.linkPath()))).not.toContain('What to do');
  });

  it('shows no credential that got into a reason', async () => {
    const opening = { ...sampleAlert(), reason: 'Got 401 with authorization: Bearer abcdef0123456789' };
    const world = actionWorld(sampleIncident({ news: { opening } }));
    expect((await world.get(world.linkPath())).body).not.toContain('abcdef0123456789');
  });

  it('links to nothing but web pages', async () => {
    const opening = { ...sampleAlert(), links: [{ label: 'Runbook', url: 'javascript:alert(1)' } as const] };
    const world = actionWorld(sampleIncident({ news: { opening } }));
    expect((await world.get(world.linkPath())).body).not.toContain('javascript:');
  });

  it('answers a HEAD like it, without the page', async () => {
    const world = actionWorld();
    const path = world.linkPath();
    const { status, headers } = await world.get(path);
    expect(await answerRequest({ method: 'HEAD', path, body: '' }, world.ports)).toEqual({ status, headers, body: '' });
    expect(world.acts).toEqual([]);
  });
});

describe('answerRequest() refuses a link', () => {
  const otherSignature = (path: string) => path.replace(/(?<=\/i\/1\.)./, (first) => (first === 'a' ? 'b' : 'a'));

  it.each([
    ['that is incomplete', (path: string) => path.slice(0, 30), 403, 'it is incomplete or was changed'],
    ['whose signature was changed', otherSignature, 403, 'its signature is not ours'],
    [
      'that was made for another person',
      (path: string) => path.replace('ada_2femail', 'bob_2femail'),
      403,
      'its signature is not ours',
    ],
    [
      'that was made for another incident',
      (path: string) => path.replace('7k3m9x2q4ab5', '7k3m9x2q4ab6'),
      403,
      'its signature is not ours',
    ],
  ] as const)('%s', async (_, spoil, status, sentence) => {
    const world = actionWorld();
    const path = spoil(world.linkPath());
    for (const answer of [await world.get(path), await world.post(path, { action: 'acknowledge' })]) {
      expect(answer.status).toBe(status);
      expect(textOf(answer)).toContain(sentence);
      expect(textOf(answer)).toContain('Nothing was done.');
      expect(answer.body).not.toContain('web is down');
    }
    expect(world.acts).toEqual([]);
  });

  it('of another environment, and names it', async () => {
    const world = actionWorld();
    const answer = await world.get(world.linkPath({ scope: 'shop/staging' }, 'the secret of staging'));
    expect(answer.status).toBe(403);
    expect(textOf(answer)).toContain('it was made for shop staging');
  });

  it('that has expired, and says when', async () => {
    const world = actionWorld();
    const path = world.linkPath();
    world.wait(7 * 86_400_000);
    for (const answer of [await world.get(path), await world.post(path, { action: 'acknowledge' })]) {
      expect(answer.status).toBe(410);
      expect(textOf(answer)).toContain('it expired on Tuesday 20 January 2026, 14:15:12');
    }
    expect(world.acts).toEqual([]);
  });

  it('to an incident that is forgotten', async () => {
    const world = actionWorld();
    world.change(undefined);
    const answer = await world.post(world.linkPath(), { action: 'acknowledge' });
    expect(answer.status).toBe(410);
    expect(textOf(answer)).toContain('Cannot find incident &quot;7k3m9x2q4ab5&quot;');
    expect(world.acts).toEqual([]);
  });
});

describe('answerRequest() refuses', () => {
  const { ports, linkPath, acts } = actionWorld();
  it.each([
    ['an unknown path', { path: '/' }, 404],
    ['the folder of links', { path: '/i/' }, 404],
    ['a page that search engines ask for', { path: '/robots.txt' }, 404],
    ['another method', { method: 'PUT' }, 405],
    ['a body of more than 8 KB', { method: 'POST', body: 'x'.repeat(8_193) }, 413],
    ['a body of more than 8 KB in few characters', { method: 'POST', body: '注'.repeat(2_731) }, 413],
    ['another kind of body', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }, 415],
  ] as const)('%s', async (_, change, status) => {
    const answer = await answerRequest({ method: 'GET', path: linkPath(), body: '', ...change }, ports);
    expect(answer.status).toBe(status);
    expect(acts).toEqual([]);
  });

  it('another method, and names those that it knows', async () => {
    const { headers } = await answerRequest({ method: 'DELETE', path: linkPath(), body: '' }, ports);
    expect(headers.allow).toBe('GET, HEAD, POST');
  });
});

describe('answerRequest() where something is not to be reached', () => {
  const broken = async () => {
    throw new Error('Cannot reach the table: token=abc123');
  };

  it.each([
    ['the log', { store: { find: broken } }],
    ['the secret', { secret: broken }],
  ])('answers without %s that it is not possible now, and lets the operator know', async (_, change) => {
    const world = actionWorld(sampleIncident(), change);
    const answer = await world.get(world.linkPath());
    expect(answer.status).toBe(503);
    expect(textOf(answer)).toContain('Nothing was done.');
    expect(answer.body).not.toContain('table');
    expect(world.warnings).toEqual([
      'Cannot answer a request to an acknowledge link: Cannot reach the table: token=***',
    ]);
  });

  it('says after a POST without an answer of the router that the outcome is not known', async () => {
    const world = actionWorld(sampleIncident(), { act: broken });
    const answer = await world.post(world.linkPath(), { action: 'acknowledge' });
    expect(answer.status).toBe(503);
    expect(textOf(answer)).toContain('It is not known whether that was done');
  });
});

describe('answerRequest() with every answer', () => {
  const world = actionWorld();
  it.each([
    ['the page', { path: world.linkPath() }],
    ['a refusal', { path: '/i/none' }],
    ['nothing there', { path: '/nowhere' }],
    ['a form that is not ours', { method: 'POST', path: world.linkPath(), body: encodeForm({ form: 'x' }) }],
    ['a redirect', undefined],
  ] as const)('keeps the address and the page to itself: %s', async (_, request) => {
    const answer =
      request === undefined
        ? await world.post(world.linkPath(), { action: 'acknowledge' })
        : await answerRequest({ method: 'GET', body: '', ...request }, world.ports);
    expect(answer.headers).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      ),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow, noarchive',
    });
  });

  it('tells no other site anything: no script, no picture, no foreign form', async () => {
    const page = await actionWorld().get(world.linkPath());
    expect(formTokenOf(page)).not.toBe('');
    expect(page.body).not.toMatch(
      /<(script|img|iframe|object|embed|link|base|meta http-equiv)\b|\son\w+=|\saction="|style="/i,
    );
  });
});
