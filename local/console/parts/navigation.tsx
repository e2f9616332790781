import { hrefOf, type Route } from '../route.ts';
import type { Snapshot } from '../state/snapshot.ts';
import { useSnapshot } from '../state/use-store.ts';
import { isOpen } from '../text/incident.ts';
import { firingAlarms } from '../text/overall.ts';
import { Brand } from './brand.tsx';
import { Icon, type IconName } from './icon.tsx';
import { ThemeButton } from './theme-button.tsx';
import { WatchClock } from './watch-clock.tsx';

interface Section {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly pages: readonly Route['page'][];
  /** What waits there for somebody, and the word for it. */
  readonly count?: (snapshot: Snapshot) => { readonly number: number; readonly what: string };
  readonly isThere?: (snapshot: Snapshot) => boolean;
}

/** Every section; those that the plan has nothing for are left out. */
const sections: readonly Section[] = [
  { href: hrefOf({ page: 'overview' }), label: 'Overview', icon: 'overview', pages: ['overview', 'endpoint'] },
  {
    href: hrefOf({ page: 'incidents' }),
    label: 'Incidents',
    icon: 'siren',
    pages: ['incidents', 'incident'],
    count: ({ incidents }) => ({ number: incidents.filter(isOpen).length, what: 'open' }),
  },
  {
    href: hrefOf({ page: 'alarms' }),
    label: 'Alarms',
    icon: 'bell',
    pages: ['alarms', 'alarm'],
    count: ({ alarms }) => ({ number: firingAlarms(alarms).length, what: 'firing' }),
  },
  {
    href: hrefOf({ page: 'databases' }),
    label: 'Databases',
    icon: 'database',
    pages: ['databases', 'database'],
    isThere: ({ databases }) => databases.length > 0,
  },
  {
    href: hrefOf({ page: 'numbers' }),
    label: 'Numbers',
    icon: 'number',
    pages: ['numbers', 'number'],
    isThere: ({ kpis }) => kpis.length > 0,
  },
  {
    href: hrefOf({ page: 'on-call' }),
    label: 'On call',
    icon: 'people',
    pages: ['on-call'],
    isThere: ({ rotations }) => rotations.length > 0,
  },
  {
    href: hrefOf({ page: 'policies' }),
    label: 'Policies',
    icon: 'route',
    pages: ['policies'],
    isThere: ({ routes }) => routes.length > 0,
  },
  { href: hrefOf({ page: 'inbox' }), label: 'Inbox', icon: 'inbox', pages: ['inbox', 'delivery'] },
  { href: hrefOf({ page: 'dashboards' }), label: 'Dashboards', icon: 'dashboard', pages: ['dashboards', 'dashboard'] },
  {
    href: hrefOf({ page: 'reports' }),
    label: 'Reports',
    icon: 'report',
    pages: ['reports', 'report'],
    isThere: ({ reports }) => reports.length > 0,
  },
];

/** What is watched, the sections, and the clock of the watch. */
export function Navigation({ route }: { readonly route: Route }) {
  const snapshot = useSnapshot();
  const { watch, dashboards } = snapshot;
  return (
    <header class="side">
      <div class="brand">
        <Brand size={26} />
        <div>
          <p class="brand-name">Watchkeeper</p>
          <p class="brand-watch">
            {watch.service} <span class="tag">{watch.environment}</span>
          </p>
        </div>
      </div>
      <nav class="nav" aria-label="Sections">
        <ul>
          {sections
            .filter(({ isThere }) => isThere?.(snapshot) ?? true)
            .map(({ href, label, icon, pages, count }) => (
              <li key={label}>
                <a href={href} aria-current={pages.includes(route.page) ? 'page' : undefined}>
                  <Icon name={icon} size={18} />
                  <span>{label}</span>
                  {count && <Count {...count(snapshot)} />}
                </a>
                {label === 'Dashboards' && dashboards.length > 0 && (
                  <ul class="nav-sub">
                    {dashboards.map(({ id, title }) => (
                      <li key={id}>
                        <a
                          href={hrefOf({ page: 'dashboard', id })}
                          aria-current={route.page === 'dashboard' && route.id === id ? 'page' : undefined}
                        >
                          {title} {isShared(title, dashboards) && <span class="tag">{id}</span>}
                        </a>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
        </ul>
      </nav>
      <div class="side-foot">
        <WatchClock />
        <ThemeButton />
      </div>
    </header>
  );
}

function Count({ number, what }: { readonly number: number; readonly what: string }) {
  if (number === 0) return null;
  return (
    <span class="count">
      {number}
      <span class="visually-hidden"> {what}</span>
    </span>
  );
}

/** Whether a title, however it is capitalized, does not tell one dashboard from another. */
function isShared(title: string, dashboards: Snapshot['dashboards']): boolean {
  return dashboards.filter((other) => other.title.toLowerCase() === title.toLowerCase()).length > 1;
}
