import { describe, expect, it } from 'vitest';
import { html, writeMarkup } from '../../../../shared/reports/html/markup.ts';

describe('html``', () => {
  const cases: readonly (readonly [string, ReturnType<typeof html>, string])[] = [
    ['escapes a value in text', html`<p>${'<b> & "c"'}</p>`, '<p>&lt;b&gt; &amp; &quot;c&quot;</p>'],
    ['escapes a value in an attribute', html`<p title="${`" onclick='x`}">`, '<p title="&quot; onclick=&#39;x">'],
    ['takes markup as it is', html`<p>${html`<b>${'<'}</b>`}</p>`, '<p><b>&lt;</b></p>'],
    ['joins lists', html`<ul>${['<', html`<li>`, 3]}</ul>`, '<ul>&lt;<li>3</ul>'],
    ['replaces characters that no document may hold', html`${'a\u0000b\u009fc\ud800'}`, 'a\ufffdb\ufffdc\ufffd'],
    ['keeps line breaks', html`${'a\nb\tc'}`, 'a\nb\tc'],
  ];
  for (const [what, markup, expected] of cases) {
    it(what, () => expect(writeMarkup(markup)).toBe(expected));
  }

  it('does not trust data that looks like markup', () => {
    const forged = JSON.parse('{"trusted":"<script>","markup":"<script>","Symbol(markup)":"<script>"}');
    expect(() => writeMarkup(html`${forged}`)).toThrow();
  });
});
