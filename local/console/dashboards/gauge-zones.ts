/** A level on a gauge; with `fill`, values on that side of it take its colour. */
export interface GaugeMark {
  readonly label: string;
  readonly value: number;
  readonly color?: string;
  readonly fill?: 'above' | 'below';
}

/** The mark that colours a value: of those that it breaks, the one that is furthest into the bad side. */
export function brokenMark(value: number, marks: readonly GaugeMark[]): GaugeMark | undefined {
  const above = marks.filter((mark) => mark.fill === 'above' && value > mark.value).sort((a, b) => b.value - a.value);
  const below = marks.filter((mark) => mark.fill === 'below' && value < mark.value).sort((a, b) => a.value - b.value);
  return above[0] ?? below[0];
}

/** A stretch of the scale in one colour. */
export interface GaugeZone {
  readonly from: number;
  readonly to: number;
  readonly color: string;
}

/** The stretches of the scale between `min` and `max` on which values take a mark's colour, from left to right. */
export function gaugeZones(marks: readonly GaugeMark[], min: number, max: number): readonly GaugeZone[] {
  const inside = (value: number) => Math.min(max, Math.max(min, value));
  const ends = [...new Set([min, ...marks.map(({ value }) => inside(value)), max])].sort((a, b) => a - b);
  return ends.slice(1).flatMap((to, index) => {
    const from = ends[index] ?? min;
    const mark = brokenMark((from + to) / 2, marks);
    return mark?.color === undefined ? [] : [{ from, to, color: mark.color }];
  });
}
