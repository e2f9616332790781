import { describe, expect, it } from 'vitest';
import { parseTeamsCard } from '../../../../local/console/messages/teams-card.ts';
import { composeContent } from '../../../../shared/channels/compose-content.ts';
import { alertStories } from '../../../support/alert-stories.ts';
import { sampleSpecs } from '../../../support/channel-samples.ts';

const posted = (content: object) =>
  JSON.stringify({ attachments: [{ content: { type: 'AdaptiveCard', ...content } }] });

describe('parseTeamsCard()', () => {
  it.each(Object.entries(alertStories))('knows every element of what the channel says of %s', (_, message) => {
    const content = composeContent(message, sampleSpecs.teams);
    const card = parseTeamsCard(content.via === 'http' ? content.body : '');
    expect(card?.elements[0]).toMatchObject({
      kind: 'container',
      items: [{ kind: 'text', runs: [{ text: message.headline, isBold: true }] }],
    });
    expect(card?.elements.map(({ kind }) => kind)).not.toContain('unsupported');
    expect(card?.actions.map(({ title }) => title)).toEqual(message.links.map(({ label }) => label));
  });

  it('names what it does not draw, and takes no style or address on trust', () => {
    const card = parseTeamsCard(
      posted({
        body: [{ type: 'Image' }, { type: 'Container', style: 'x" onclick="' }],
        actions: [{ title: 'Open', url: 'javascript:alert(1)' }],
      }),
    );
    expect(card).toEqual({
      elements: [
        { kind: 'unsupported', type: 'Image' },
        { kind: 'container', style: 'default', items: [] },
      ],
      actions: [],
    });
  });

  it.each(['', 'null', '{"attachments":[]}', '{"attachments":[{"content":{"type":"x"}}]}'])(
    'takes %j for no card',
    (body) => {
      expect(parseTeamsCard(body)).toBeUndefined();
    },
  );
});
