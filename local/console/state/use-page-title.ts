import { useEffect } from 'preact/hooks';
import { firingAlarms } from '../text/overall.ts';
import { useSnapshot } from './use-store.ts';

/**
 * Names the page in the browser's tab, after how many alarms are firing: `(2) Orders database – shop local – Watchkeeper`.
 * Without a title it leaves the tab alone.
 */
export function usePageTitle(title: string | undefined): void {
  const { alarms, watch } = useSnapshot();
  const firing = firingAlarms(alarms).length;
  const name = `${title} – ${watch.service} ${watch.environment} – Watchkeeper`;
  useEffect(() => {
    if (title !== undefined) document.title = firing === 0 ? name : `(${firing}) ${name}`;
  }, [title, name, firing]);
}
