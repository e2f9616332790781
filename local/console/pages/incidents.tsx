import { useState } from 'preact/hooks';
import { type Severity, severities } from '../../../shared/model/severity.ts';
import type { IncidentView } from '../../api/types.ts';
import { Card, Choices, Empty, PageHead } from '../parts/card.tsx';
import { incidentLooks } from '../parts/incident-badges.tsx';
import { OpenIncidentRow, PastIncidentRow } from '../parts/incident-row.tsx';
import { useMoreRows } from '../parts/more-rows.tsx';
import { useSnapshot } from '../state/use-store.ts';
import { countOf } from '../text/format.ts';
import { isOpen, openIncidents, pastIncidents } from '../text/incident.ts';

type Status = IncidentView['status'];

interface Filter {
  readonly status: Status | 'all';
  readonly severity: Severity | 'all';
}

/** What is going on and whose it is, and then what is over. */
export function IncidentsPage() {
  const { incidents } = useSnapshot();
  const [filter, setFilter] = useState<Filter>({ status: 'all', severity: 'all' });
  const shown = incidents.filter(
    ({ status, severity }) =>
      (filter.status === 'all' || status === filter.status) &&
      (filter.severity === 'all' || severity === filter.severity),
  );
  const open = openIncidents(shown);
  const past = pastIncidents(shown);
  return (
    <>
      <PageHead title="Incidents">
        <p class="sentence">
          One outage is one incident, however often its alarm flaps and however many others it takes along.
        </p>
      </PageHead>
      {incidents.length > 0 && <IncidentFilter incidents={incidents} filter={filter} onChange={setFilter} />}
      {incidents.length > 0 && shown.length === 0 && (
        <Empty title="No incident matches">Loosen the filter to see more.</Empty>
      )}
      <div class="stack">
        {(open.length > 0 || shown.length > 0 || incidents.length === 0) && <OpenIncidents incidents={open} />}
        {past.length > 0 && <PastIncidents incidents={past} />}
      </div>
    </>
  );
}

function OpenIncidents({ incidents }: { readonly incidents: readonly IncidentView[] }) {
  return (
    <section class="alarm-group" aria-labelledby="open-incidents">
      <h2 id="open-incidents">
        Open <span class="muted">{incidents.length}</span>
      </h2>
      {incidents.length === 0 ? (
        <Empty title="No incident: nothing is wrong that anybody must know of">
          One opens when an alarm goes on, and tells the people of its policy step by step. To see one without waiting,
          open an alarm and begin a drill.
        </Empty>
      ) : (
        <ul class="alarm-list">
          {incidents.map((incident) => (
            <OpenIncidentRow key={incident.id} incident={incident} />
          ))}
        </ul>
      )}
    </section>
  );
}

function PastIncidents({ incidents }: { readonly incidents: readonly IncidentView[] }) {
  const { shown, button } = useMoreRows(incidents, { first: 30, more: 50 });
  return (
    <Card title="Over" aside={countOf(incidents.length, 'incident')}>
      <table class="table past">
        <thead>
          <tr>
            <th scope="col">How it ended</th>
            <th scope="col">Incident</th>
            <th scope="col">Opened</th>
            <th scope="col">Lasted</th>
            <th scope="col">Acknowledged</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((incident) => (
            <PastIncidentRow key={incident.id} incident={incident} />
          ))}
        </tbody>
      </table>
      {button}
    </Card>
  );
}

interface IncidentFilterProps {
  readonly incidents: readonly IncidentView[];
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

function IncidentFilter({ incidents, filter, onChange }: IncidentFilterProps) {
  const count = (status: Status) => incidents.filter((incident) => incident.status === status).length;
  const statuses = (Object.keys(incidentLooks) as Status[]).filter((status) => count(status) > 0);
  const openCount = incidents.filter(isOpen).length;
  return (
    <search class="filters" aria-label="Filter incidents">
      <Choices
        label="Status"
        chosen={filter.status}
        onChoose={(status) => onChange({ ...filter, status })}
        choices={[
          { value: 'all' as Status | 'all', label: `All ${incidents.length} (${openCount} open)` },
          ...statuses.map((status) => ({ value: status, label: `${incidentLooks[status].word} ${count(status)}` })),
        ]}
      />
      <Choices
        label="Severity"
        chosen={filter.severity}
        onChoose={(severity) => onChange({ ...filter, severity })}
        choices={[
          { value: 'all' as Severity | 'all', label: 'Any severity' },
          ...severities.map((severity) => ({ value: severity, label: severity })),
        ]}
      />
    </search>
  );
}
