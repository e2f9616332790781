import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { composeContent } from '../../../shared/channels/compose-content.ts';
import { signBody } from '../../../shared/channels/sign-body.ts';
import { testOfChannel } from '../../../shared/channels/test-of-channel.ts';
import type { AlertMessage } from '../../../shared/model/alert-message.ts';
import { changedAtMs, sampleAlert } from '../../support/alert-samples.ts';
import { sampleSpecs } from '../../support/channel-samples.ts';

const guide = await readFile(new URL('../../../docs/webhook.md', import.meta.url), 'utf8');

function bodyOf(message: AlertMessage): Readonly<Record<string, unknown>> {
  const content = composeContent(message, sampleSpecs.webhook);
  return content.via === 'http' ? JSON.parse(content.body) : {};
}

const { expected: _expected, actual: _actual, sinceMs: _since, ...bare } = sampleAlert();

describe('the webhook document', () => {
  it('has the fields of the guide, in its order', () => {
    const documented = Array.from(guide.matchAll(/^\| `(\w+)` \| /gm), ([, field]) => field);
    expect(Object.keys(bodyOf(sampleAlert()))).toEqual(documented);
  });

  it('has the same fields where there is little to say', () => {
    const body = bodyOf({ ...bare, facts: [], links: [], rule: '', meaning: '' });
    expect(Object.keys(body)).toEqual(Object.keys(bodyOf(sampleAlert())));
    expect(body).toMatchObject({
      expected: null,
      actual: null,
      since: null,
      facts: [],
      items: [],
      runbookSteps: [],
      links: { acknowledge: null, runbook: null, dashboard: null, alarm: null },
    });
  });

  it('has an id of its own for each change, and one key for all of an alarm', () => {
    const [opening, closing] = [
      bodyOf(sampleAlert()),
      bodyOf({ ...sampleAlert(), status: 'resolved', changedAtMs: changedAtMs + 1 }),
    ];
    expect(opening.id).not.toBe(closing.id);
    expect(opening.key).toBe(closing.key);
  });

  it('has an id of its own for everything that is said in between, however often it is sent', () => {
    const said = [
      sampleAlert(),
      { ...sampleAlert(), note: 'still open after 30 minutes', toldAtMs: changedAtMs + 1_800_000 },
      { ...sampleAlert(), note: 'still open after 60 minutes', toldAtMs: changedAtMs + 3_600_000 },
      { ...sampleAlert(), status: 'acknowledged' as const, toldAtMs: changedAtMs + 1_800_000 },
    ];
    expect(new Set(said.map((message) => bodyOf(message).id)).size).toBe(said.length);
    expect(bodyOf({ ...sampleAlert(), toldAtMs: changedAtMs + 5_000 }).id).toBe(bodyOf(sampleAlert()).id);
  });

  it('is tested quietly by the document of the guide, signed as any other', () => {
    const test = testOfChannel({ ...sampleSpecs.webhook });
    if (test.how !== 'send') throw new Error('Must send something');
    expect(test.isQuiet).toBe(true);
    const facts = { service: 'shop', environment: 'prod', channel: 'status', nowMs: changedAtMs, timeZone: 'UTC' };
    const content = test.compose(facts);
    const [, documented = ''] = /```json\n(\{\s+"version"[\s\S]*?)```/.exec(guide) ?? [];
    expect(content).toHaveProperty('signWith', { secret: 'hook/signing' });
    expect(content.via === 'http' ? JSON.parse(content.body) : {}).toEqual(JSON.parse(documented));
  });

  it('is signed where the channel says so, and only there', () => {
    const { signingSecret: _secret, ...open } = sampleSpecs.webhook;
    expect(composeContent(sampleAlert(), sampleSpecs.webhook)).toHaveProperty('signWith', { secret: 'hook/signing' });
    expect(composeContent(sampleAlert(), open)).not.toHaveProperty('signWith');
  });
});

type Verify = (rawBody: string, header: string | undefined, secret: string, nowMs: number) => boolean;

/** The recipe of the guide, run as it is printed. */
async function recipe(): Promise<Verify> {
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(guide) ?? [];
  const { isFromWatchkeeper } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);
  return isFromWatchkeeper;
}

const verify = await recipe();

describe('the guide’s recipe', () => {
  const body = '{"headline":"größer"}';
  const header = signBody(body, { secret: 'shh', nowMs: changedAtMs });

  it('accepts what the router signed', () => {
    expect(verify(body, header, 'shh', changedAtMs + 4_000)).toBe(true);
  });

  it.each([
    { what: 'another body', args: ['{"headline":"smaller"}', header, 'shh', changedAtMs] },
    { what: 'another secret', args: [body, header, 'hush', changedAtMs] },
    { what: 'an old request', args: [body, header, 'shh', changedAtMs + 301_000] },
    { what: 'another time', args: [body, header.replace(/t=\d/, 't=2'), 'shh', changedAtMs + 1_000_000_000_000] },
    { what: 'a request without signature', args: [body, undefined, 'shh', changedAtMs] },
    { what: 'half a signature', args: [body, header.slice(0, -10), 'shh', changedAtMs] },
  ] as const)('refuses $what', ({ args: [rawBody, signature, secret, nowMs] }) => {
    expect(verify(rawBody, signature, secret, nowMs)).toBe(false);
  });
});
