const ellipsis = '...';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * A text of at most `most` units, cut between words where one ends in the last third, and between whole characters
 * otherwise. `measure` counts the units of a text (default: UTF-16, as most vendors do). `most` is at least 3.
 */
export function shorten(text: string, most: number, measure: (text: string) => number = (part) => part.length): string {
  if (measure(text) <= most) return text;
  const room = most - ellipsis.length;
  let kept = '';
  let units = 0;
  for (const { segment } of graphemes.segment(text)) {
    units += measure(segment);
    if (units > room) break;
    kept += segment;
  }
  const lastSpace = kept.lastIndexOf(' ');
  const atWord = lastSpace > (kept.length * 2) / 3 ? kept.slice(0, lastSpace) : kept;
  return `${atWord.replace(/[\s,;:(–-]+$/u, '')}${ellipsis}`;
}
