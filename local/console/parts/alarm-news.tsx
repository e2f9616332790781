import { useEffect, useRef, useState } from 'preact/hooks';
import type { AlarmView } from '../../api/types.ts';
import { useSnapshot } from '../state/use-store.ts';
import { firingAlarms } from '../text/overall.ts';

/** Tells screen readers which alarms changed, and the icon in the browser's tab how many are firing. */
export function AlarmNews() {
  const { alarms } = useSnapshot();
  const before = useRef(alarms);
  const [news, setNews] = useState('');
  const firing = firingAlarms(alarms).length;
  useEffect(() => {
    const changed = newsOf(before.current, alarms);
    before.current = alarms;
    if (changed !== '') setNews(changed);
  }, [alarms]);
  useEffect(() => showTabIcon(firing), [firing]);
  return (
    <p class="visually-hidden" role="status" aria-live="assertive">
      {news}
    </p>
  );
}

function newsOf(before: readonly AlarmView[], now: readonly AlarmView[]): string {
  const states = new Map(before.map(({ alarm, state }) => [alarm.id, state]));
  return now
    .filter(
      ({ alarm, state }) => states.get(alarm.id) !== state && (state === 'ALARM' || states.get(alarm.id) === 'ALARM'),
    )
    .map(({ alarm, state }) =>
      state === 'ALARM' ? `New ${alarm.severity} alarm: ${alarm.title}.` : `No longer in alarm: ${alarm.title}.`,
    )
    .join(' ');
}

/** A check on green, or a number on red: the shape differs, not only the colour. */
function showTabIcon(firing: number): void {
  const inside =
    firing === 0
      ? '<path d="M9 16.5l5 5 9-11" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/>'
      : `<text x="16" y="23" font-family="system-ui,sans-serif" font-size="20" font-weight="700" text-anchor="middle" fill="#fff">${Math.min(firing, 99)}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${firing === 0 ? '#176f3d' : '#c01622'}"/>${inside}</svg>`;
  document.querySelector('link[rel="icon"]')?.setAttribute('href', `data:image/svg+xml,${encodeURIComponent(svg)}`);
}
