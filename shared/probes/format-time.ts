/** Milliseconds for people: `1,240 ms`, `34 ms`, `0.4 ms`. */
export function formatMs(ms: number): string {
  return `${ms < 10 ? Math.round(ms * 10) / 10 : groupDigits(Math.round(ms))} ms`;
}

/** Whole days for people, rounded down: nobody is told that a certificate lasts longer than it does. */
export function formatDays(days: number): string {
  const whole = Math.floor(days);
  return whole === 1 ? '1 day' : `${groupDigits(whole)} days`;
}

/** `Intl.NumberFormat` does the same at twenty times the cost, which a thousand probes a second feel. */
function groupDigits(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
}
