import type { ChartColor } from './chart-model.ts';

/** Turns a colour of the theme into one that a canvas understands; `alpha` 0-1 thins it. */
export type ReadColor = (color: ChartColor, alpha?: number) => string;

/** Reads colours as the hidden element `probe` has them at the moment of the call, so that a redraw follows a change of theme. */
export function createColorReader(probe: HTMLElement): ReadColor {
  return (color, alpha = 1) => {
    probe.style.color = color.startsWith('--') ? `var(${color})` : color;
    const solid = getComputedStyle(probe).color;
    return alpha === 1 ? solid : solid.replace(/^rgb\((.*)\)$/, `rgb($1 / ${alpha})`).replaceAll(',', ' ');
  };
}
