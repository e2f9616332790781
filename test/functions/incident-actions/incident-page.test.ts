import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incidentPage } from '../../../functions/incident-actions/incident-page.ts';
import { anyAlert } from '../../support/any-alert.ts';
import { lookedAtMs, sampleIncident } from './sample-incident.ts';

const nasty = fc.oneof(
  fc.constantFrom(
    '"><script>alert(1)</script>',
    "' onfocus=alert(1) autofocus x='",
    '</textarea></style></title><img src=x onerror=alert(1)>',
    '&lt;b&gt;',
    '-->',
    '\u0000<\uD83D',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

/** The tags of a document in order, attributes by name: what is left when every text is taken out. */
const skeleton = (page: string): readonly string[] =>
  [...page.matchAll(/<(\/?[a-z!][^\s>]*)((?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*>/gi)].map(
    ([, tag, attributes = '']) =>
      `${tag} ${[...attributes.matchAll(/([^\s=>"]+)(?:="[^"]*")?/g)].map(([, name]) => name)}`,
  );

describe('incidentPage()', () => {
  it('keeps the form of its document, whatever texts it is given', () => {
    const page = (text: string) =>
      incidentPage(
        sampleIncident({
          acknowledged: { atMs: lookedAtMs, by: `x${text}`, note: `x${text}` },
          related: [{ alarm: 'a', title: `x${text}`, sinceMs: lookedAtMs }],
          told: { [`x${text}`]: { atMs: lookedAtMs } },
          drill: { by: `x${text}`, endsAtMs: lookedAtMs },
        }),
        {
          ...{
            nowMs: lookedAtMs,
            timeZone: 'Europe/Zurich',
            token: `x${text}`,
            sentTo: `x${text}`,
            problem: `x${text}`,
          },
          typed: { action: 'resolve', name: text, note: text, reason: text, silenceFor: text, falseAlarm: true },
        },
      );
    const plain = skeleton(page('plain'));
    expect(plain.length).toBeGreaterThan(50);
    fc.assert(
      fc.property(nasty, (text) => {
        expect(skeleton(page(text))).toEqual(plain);
      }),
    );
  });

  it('lets no message break out of it', () => {
    fc.assert(
      fc.property(anyAlert, (opening) => {
        const page = incidentPage(sampleIncident({ news: { opening } }), {
          ...{ nowMs: lookedAtMs, timeZone: 'UTC', token: 'token', sentTo: 'ada/email' },
        });
        const tags = new Set(skeleton(page).map((tag) => tag.split(' ')[0]?.replace('/', '')));
        expect([...tags].filter((tag) => /script|img|iframe|svg|object|base|link/i.test(tag ?? ''))).toEqual([]);
        expect(skeleton(page).filter((tag) => / .*\bon/i.test(tag))).toEqual([]);
        expect(page.match(/href="(?!https?:\/\/)/gi)).toBeNull();
      }),
    );
  });

  it('keeps its document where an alarm explains a hundred others', () => {
    const related = Array.from({ length: 100 }, (_, at) => ({
      ...{ alarm: `alarm-${at}`, title: `alarm ${at}`, sinceMs: lookedAtMs - 60_000 },
      ...(at % 2 === 0 ? { overMs: lookedAtMs - 30_000 } : {}),
    }));
    const page = incidentPage(sampleIncident({ related }), {
      ...{ nowMs: lookedAtMs, timeZone: 'Europe/Zurich', token: 'token', sentTo: 'ada/email' },
    });
    expect(page.match(/<li>alarm \d+, since 14:14(, over at 14:14)?<\/li>/g)).toHaveLength(100);
  });
});
