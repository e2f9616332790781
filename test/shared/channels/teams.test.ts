import { describe, expect, it } from 'vitest';
import { composeContent } from '../../../shared/channels/compose-content.ts';
import type { AlertMessage } from '../../../shared/model/alert-message.ts';
import { sampleAlert } from '../../support/alert-samples.ts';
import { sampleForms } from '../../support/channel-samples.ts';

interface Card {
  readonly body: readonly {
    readonly type: string;
    readonly style?: string;
    readonly facts?: readonly { readonly title: string; readonly value: string }[];
    readonly inlines?: readonly { readonly text: string; readonly fontType?: string }[];
  }[];
  readonly actions?: readonly { readonly title: string; readonly url: string }[];
}

function cardOf(change: Partial<AlertMessage>): { readonly card: Card; readonly body: string } {
  const content = composeContent({ ...sampleAlert(), ...change }, sampleForms.teams);
  if (content.via !== 'http') throw new Error('Must be posted');
  const { attachments } = JSON.parse(content.body) as { readonly attachments: readonly { readonly content: Card }[] };
  const [first] = attachments;
  if (first === undefined) throw new Error('Must hold a card');
  return { card: first.content, body: content.body };
}

const runsOf = ({ body }: Card) => body.flatMap(({ inlines = [] }) => inlines);

describe('a Teams card', () => {
  it.each([
    ['critical', {}, 'attention'],
    ['warning', { severity: 'warning' }, 'warning'],
    ['info', { severity: 'info' }, 'accent'],
    ['acknowledged', { status: 'acknowledged' }, 'emphasis'],
    ['over', { status: 'resolved' }, 'good'],
    ['a drill', { isDrill: true }, 'emphasis'],
  ] as const)('has the colour of what is %s', (_, change, style) => {
    expect(cardOf(change).card.body[0]?.style).toBe(style);
  });

  it('opens what there is to open, and has no row of buttons where there is nothing', () => {
    expect(cardOf({}).card.actions?.map(({ title }) => title)).toEqual(['Runbook', 'Dashboard', 'Alarm']);
    expect(cardOf({ links: [] }).card).not.toHaveProperty('actions');
  });

  it('shows what a service said as it is, without Markdown', () => {
    const trap = '[click](https://shop.example/) **now**';
    const { card } = cardOf({ reason: trap, facts: [{ label: 'Body', value: trap }] });
    expect(runsOf(card).map(({ text }) => text)).toContain(`${trap}.`);
    const facts = card.body.flatMap(({ facts = [] }) => facts);
    expect(facts.find(({ title }) => title === 'Body')?.value).toBe('[click] (https://shop.example/) **now**');
  });

  it('sets commands apart', () => {
    const { card } = cardOf({ runbookSteps: [{ text: 'Look', run: 'kubectl get pods' }] });
    expect(runsOf(card)).toContainEqual(expect.objectContaining({ text: 'kubectl get pods', fontType: 'Monospace' }));
  });

  it('says less where all of it would be too large, the headline first of what stays', () => {
    const items = Array.from({ length: 100 }, (_, index) => `alarm ${index} ${'注'.repeat(150)}`);
    const { card, body } = cardOf({ items, reason: `Because ${'注'.repeat(900)}` });
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(28_000);
    expect(body).toContain('CRITICAL shop prod: web is down since 14:03 (Europe/Zurich)');
    const shown = runsOf(card).filter(({ text }) => text.startsWith('• alarm')).length;
    expect(shown).toBeGreaterThan(0);
    expect(runsOf(card).map(({ text }) => text)).toContain(`and ${100 - shown} more`);
  });
});
