import { useEffect, useRef } from 'preact/hooks';
import { AlarmPage } from './pages/alarm.tsx';
import { AlarmsPage } from './pages/alarms.tsx';
import { DashboardPage } from './pages/dashboard.tsx';
import { DashboardsPage } from './pages/dashboards.tsx';
import { DatabasePage } from './pages/database.tsx';
import { DatabasesPage } from './pages/databases.tsx';
import { EndpointPage } from './pages/endpoint.tsx';
import { InboxPage } from './pages/inbox.tsx';
import { IncidentPage } from './pages/incident.tsx';
import { IncidentsPage } from './pages/incidents.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { NumberPage } from './pages/number.tsx';
import { NumbersPage } from './pages/numbers.tsx';
import { OnCallPage } from './pages/on-call.tsx';
import { OverviewPage } from './pages/overview.tsx';
import { PoliciesPage } from './pages/policies.tsx';
import { ReportPage } from './pages/report.tsx';
import { ReportsPage } from './pages/reports.tsx';
import { AlarmNews } from './parts/alarm-news.tsx';
import { ConnectionBanner, FirstLoad } from './parts/connection.tsx';
import { Navigation } from './parts/navigation.tsx';
import { hrefOf, type Route } from './route.ts';
import { useRoute } from './state/use-route.ts';
import { useStore } from './state/use-store.ts';

/** The whole console: navigation at the side (at the bottom on a phone), one page, and news for those who listen. */
export function App() {
  const { snapshot } = useStore();
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const key = pageKey(route);
  const shownKey = useRef(key);
  useEffect(() => {
    if (shownKey.current === key) return;
    shownKey.current = key;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [key]);
  if (!snapshot.value) return <FirstLoad />;
  return (
    <>
      {/* The address belongs to the pages, so the link moves the focus itself. */}
      <a
        class="skip-link"
        href={hrefOf({ page: 'overview' })}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to content
      </a>
      <div class="app">
        <Navigation route={route} />
        <main id="main" ref={main} tabIndex={-1}>
          <ConnectionBanner />
          <Page key={key} route={route} />
        </main>
      </div>
      <AlarmNews />
    </>
  );
}

/** Opening a message in the inbox keeps the page, with its filter and its place; any other way leads to a new one. */
function pageKey(route: Route): string {
  return route.page === 'delivery' || route.page === 'inbox' ? 'inbox' : JSON.stringify(route);
}

function Page({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'overview':
      return <OverviewPage />;
    case 'endpoint':
      return <EndpointPage id={route.id} />;
    case 'databases':
      return <DatabasesPage />;
    case 'database':
      return <DatabasePage id={route.id} />;
    case 'numbers':
      return <NumbersPage />;
    case 'number':
      return <NumberPage id={route.id} />;
    case 'reports':
      return <ReportsPage />;
    case 'report':
      return <ReportPage id={route.id} />;
    case 'alarms':
      return <AlarmsPage />;
    case 'alarm':
      return <AlarmPage id={route.id} />;
    case 'incidents':
      return <IncidentsPage />;
    case 'incident':
      return <IncidentPage id={route.id} />;
    case 'on-call':
      return <OnCallPage />;
    case 'policies':
      return <PoliciesPage />;
    case 'inbox':
      return <InboxPage />;
    case 'delivery':
      return <InboxPage id={route.id} />;
    case 'dashboards':
      return <DashboardsPage />;
    case 'dashboard':
      return <DashboardPage id={route.id} />;
    case 'not-found':
      return (
        <NotFoundPage what={`page “${route.hash}”`} back={{ href: hrefOf({ page: 'overview' }), label: 'Overview' }} />
      );
  }
}
