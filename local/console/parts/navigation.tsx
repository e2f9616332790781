import { hrefOf, type Route } from '../route.ts';
import type { Snapshot } from '../state/snapshot.ts';
import { useSnapshot } from '../state/use-store.ts';
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
  readonly isThere?: (snapshot: Snapshot) => boolean;
}

/** Every section; those that the plan has nothing for are left out. */
const sections: readonly Section[] = [
  { href: hrefOf({ page: 'overview' }), label: 'Overview', icon: 'overview', pages: ['overview', 'endpoint'] },
  { href: hrefOf({ page: 'alarms' }), label: 'Alarms', icon: 'bell', pages: ['alarms', 'alarm'] },
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
  const { watch, alarms, dashboards } = snapshot;
  const firing = firingAlarms(alarms).length;
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
            .map(({ href, label, icon, pages }) => (
              <li key={label}>
                <a href={href} aria-current={pages.includes(route.page) ? 'page' : undefined}>
                  <Icon name={icon} size={18} />
                  <span>{label}</span>
                  {label === 'Alarms' && firing > 0 && (
                    <span class="count">
                      {firing}
                      <span class="visually-hidden"> firing</span>
                    </span>
                  )}
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

/** Whether a title, however it is capitalized, does not tell one dashboard from another. */
function isShared(title: string, dashboards: Snapshot['dashboards']): boolean {
  return dashboards.filter((other) => other.title.toLowerCase() === title.toLowerCase()).length > 1;
}
