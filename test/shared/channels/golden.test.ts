import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { composeContent } from '../../../shared/channels/compose-content.ts';
import type { ChannelSpec } from '../../../shared/channels/registry.ts';
import type { AlertMessage } from '../../../shared/model/alert-message.ts';
import type { ChannelContent } from '../../../shared/model/channel-content.ts';
import { alertStories } from '../../support/alert-stories.ts';
import { sampleSpecs } from '../../support/channel-samples.ts';

/** As near to what a receiver sees as a text file gets. */
function show(content: ChannelContent): string {
  if (content.via === 'http') return `${JSON.stringify(JSON.parse(content.body), null, 2)}\n`;
  const subject = content.via === 'topic' ? content.subject : undefined;
  return subject === undefined ? `${content.message}\n` : `Subject: ${subject}\n\n${content.message}`;
}

const cases = Object.entries(alertStories).flatMap(([story, message]) =>
  Object.values<ChannelSpec>(sampleSpecs).map((spec) => ({ story, message, spec })),
);

describe('what the channels say', () => {
  it.each(cases)('$spec.kind tells of $story as in its golden file', async ({ story, message, spec }) => {
    const content = composeContent(message, spec);
    const extension = content.via === 'http' ? 'json' : 'txt';
    await expect(show(content)).toMatchFileSnapshot(`golden/${story}.${spec.kind}.${extension}`);
  });
});

describe('docs/alerts.md', () => {
  it('shows what the channels really say', async () => {
    const guide = await readFile(new URL('../../../docs/alerts.md', import.meta.url), 'utf8');
    const shown = Array.from(guide.matchAll(/```text\n([\s\S]*?)```/g), ([, text = '']) => text);
    const messages = [asTold, alertStories['endpoint-down'], alertStories['resolved-after-12-minutes']];
    const said = messages.flatMap((message) =>
      [sampleSpecs.email, sampleSpecs.sms].map((spec) => show(composeContent(message, spec))),
    );
    const examples = shown.filter((text) => !isStory(text));
    expect(examples.length).toBeGreaterThan(0);
    for (const text of examples) expect(said).toContain(text);
  });

  it('tells stories as the scenarios tell them', async () => {
    const guide = await readFile(new URL('../../../docs/alerts.md', import.meta.url), 'utf8');
    const folder = new URL('../../scenarios/', import.meta.url);
    const files = (await readdir(folder)).filter((name) => name.endsWith('.test.ts'));
    const told = (await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')))).join('\n');
    const stories = Array.from(guide.matchAll(/```text\n([\s\S]*?)```/g), ([, text = '']) => text).filter(isStory);
    const lines = stories.flatMap((text) => text.split('\n').filter((line) => /^\d\d-\d\d /.test(line)));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(told).toContain(line);
  });
});

const down = alertStories['endpoint-down'];

/** The opening of an incident as somebody on call reads it: with a link to acknowledge by, and who answers for it. */
const asTold: AlertMessage = {
  ...down,
  facts: [...down.facts, { label: 'Incident', value: 'frfd29ntgakr' }],
  links: [
    {
      label: 'Acknowledge',
      url: 'https://abcdefgh.lambda-url.eu-central-1.on.aws/i/1.7a24qccq4i979389eeelr1ayq.shop.prod.ada_2femail.frfd29ntgakr.t8u080',
    },
    ...down.links,
  ],
  owner: 'Platform',
};

/** Who was told what when, a line each: `01-07 02:00 chat: ...`. */
const isStory = (text: string): boolean => /^\d\d-\d\d \d\d:\d\d /.test(text);
