import { describe, expect, it } from 'vitest';
import { slackLinks, slackList, slackText } from '../../../shared/channels/slack-text.ts';

describe('slackText()', () => {
  it.each([
    ['a < b & c > d', 'a &lt; b &amp; c &gt; d'],
    ['<!channel> <@U123>', '&lt;!channel&gt; &lt;@U123&gt;'],
    ['&lt;', '&amp;lt;'],
  ])('shows %j as it is', (text, expected) => {
    expect(slackText(text, 100)).toBe(expected);
  });

  it('counts what an escaped character takes, and cuts none in half', () => {
    expect(slackText('&&&&&&', 18)).toBe('&amp;&amp;&amp;...');
  });
});

describe('slackLinks()', () => {
  const runbook = { label: 'Runbook', url: 'https://wiki.shop.example/a?b=1&c=2' };

  it('writes links side by side', () => {
    const line = slackLinks([runbook, { label: 'Alarm', url: 'https://x.example/' }], 500);
    expect(line).toBe('<https://wiki.shop.example/a?b=1&amp;c=2|Runbook>  |  <https://x.example/|Alarm>');
  });

  it('lets no address end its own link', () => {
    expect(slackLinks([{ label: 'Runbook', url: 'https://x.example/a|b>c<d' }], 500)).toBe(
      '<https://x.example/a%7Cb%3Ec%3Cd|Runbook>',
    );
  });

  it('leaves out a link that does not fit, and keeps the others', () => {
    const long = { label: 'Dashboard', url: `https://x.example/${'a'.repeat(500)}` };
    expect(slackLinks([long, runbook], 100)).toBe('<https://wiki.shop.example/a?b=1&amp;c=2|Runbook>');
  });
});

describe('slackList()', () => {
  it('holds as many whole lines as there is room for, and counts the rest', () => {
    expect(slackList('Alerts', ['one', 'two', 'three'], 100)).toBe('Alerts\none\ntwo\nthree');
    expect(slackList('Alerts', ['one', 'two', 'three'], 28)).toBe('Alerts\none\ntwo\nand 1 more');
    expect(slackList('Alerts', ['a line that is too long', 'two'], 24)).toBe('Alerts\nand 2 more');
  });
});
