import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../../shared/reports/render-html.ts';
import { sampleReport } from '../../support/report-samples.ts';

/** Every text of a report replaced by a hostile one; ids, kinds and zones decide, so they stay. */
function poison<Value>(value: Value, text: string, key = ''): Value {
  const kept = ['kind', 'id', 'timeZone', 'every', 'severity', 'measures', 'better', 'key'];
  if (typeof value === 'string') return (kept.includes(key) ? value : text) as Value;
  if (Array.isArray(value)) return value.map((item) => poison(item, text)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, poison(own, text, name)])) as Value;
}

/** Names of the tags of a document with their attributes, texts left out. */
const tagsOf = (document: string) =>
  [
    ...document
      .replace(/<style>.*?<\/style>/s, '')
      .matchAll(/<(\/?[a-zA-Z!][^\s>]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/g),
  ].map(
    ([, name, attributes = '']) =>
      `${name} ${[...attributes.matchAll(/([^\s=]+)(?:="[^"]*")?/g)].map(([, own]) => own).join(' ')}`,
  );

describe('renderHtml()', () => {
  const document = renderHtml(sampleReport());

  it('is one document that loads and runs nothing', () => {
    expect(document).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(document).toContain("default-src 'none'; style-src 'unsafe-inline'");
    expect(document).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|href=|url\(|@import|\son\w+=/i);
  });

  it('says everything that the report knows', () => {
    for (const text of [
      'Weekly report: shop, prod',
      '5 January 2026 to 11 January 2026 · times in Europe/Zurich',
      '99.951 %',
      '48,210 EUR',
      'missed',
      '+7.1 %',
      'Web is down',
      '5 minutes',
      'Opened: 1 critical. In the period before: 2 warning.',
      'Orders has blocked queries',
      'Session 4711 holds a lock on public.orders that 4 sessions wait for.',
      '12 times, last 7 Jan, 00:00',
      'End session 4711.',
      '13.80',
      'Written Monday 12 January 2026, 07:00:00',
    ]) {
      expect(document).toContain(text);
    }
  });

  it('says how much was measured right beside the uptime, where a phone shows it', () => {
    const heads = [...document.matchAll(/<th scope="col"[^>]*>([^<]*)/g)].map(([, title]) => title);
    expect(heads.slice(0, 3)).toEqual(['Endpoint', 'Uptime', 'Measured']);
  });

  it('names a source that failed', () => {
    const [first, ...others] = sampleReport().parts;
    if (first === undefined) throw new Error('The sample has parts');
    const report = sampleReport({ parts: [{ ...first, problems: ['Uptime is unknown: too <slow>'] }, ...others] });
    expect(renderHtml(report)).toContain('<p class="problem">Uptime is unknown: too &lt;slow&gt;.</p>');
  });

  const harmless = tagsOf(renderHtml(poison(sampleReport(), 'harmless')));
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    '</style><script>alert(1)</script>',
    '</td></tr></table><iframe src="https://evil.example/">',
    '<!-- --><![CDATA[ ]]>',
    '&lt;script&gt;&#60;b&#62;',
    'a\u0000<\u2028b\ud800>',
  ];
  for (const text of hostile) {
    it(`lets no markup of values survive: ${JSON.stringify(text)}`, () => {
      expect(tagsOf(renderHtml(poison(sampleReport(), text)))).toEqual(harmless);
    });
  }

  it('lets none survive of anything that may be written', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '/',
      '=',
      '-->',
      '!',
      ' ',
      'b',
      'onload',
      'script',
      '\n',
      '`',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(pieces).map((some) => some.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(tagsOf(renderHtml(poison(sampleReport(), text)))).toEqual(harmless);
      }),
    );
  });
});
