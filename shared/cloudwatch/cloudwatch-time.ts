const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const months = [
  ...(['January', 'February', 'March', 'April', 'May', 'June'] as const),
  ...(['July', 'August', 'September', 'October', 'November', 'December'] as const),
] as const;

/** `2026-01-02T03:04:05.678+0000`, as in notifications and reason data. Throws on a time out of range. */
export function formatCloudWatchTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('Z', '+0000');
}

/** `02/01/26 03:04:00` (day first, UTC), as behind the values in a state reason. */
export function formatReasonTime(timeMs: number): string {
  const iso = new Date(timeMs).toISOString();
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(2, 4)} ${iso.slice(11, 19)}`;
}

/** `Friday 02 January, 2026 03:04:05 UTC`, as in CloudWatch's emails. */
export function formatEmailTime(timeMs: number): string {
  const date = new Date(timeMs);
  const iso = date.toISOString();
  const weekday = weekdays[date.getUTCDay()];
  const month = months[date.getUTCMonth()];
  return `${weekday} ${iso.slice(8, 10)} ${month}, ${iso.slice(0, 4)} ${iso.slice(11, 19)} UTC`;
}

const timePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/;

/** Epoch milliseconds of a time as CloudWatch writes it or of any ISO 8601 time with an offset; else undefined. */
export function parseCloudWatchTime(text: string): number | undefined {
  if (!timePattern.test(text)) return undefined;
  const timeMs = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
