import { useState } from 'preact/hooks';
import type { AlarmState } from '../../../shared/model/alarm.ts';
import { type Severity, severities } from '../../../shared/model/severity.ts';
import type { AlarmView } from '../../api/types.ts';
import { SeverityBadge, StateBadge } from '../parts/badges.tsx';
import { Choices, Empty, PageHead } from '../parts/card.tsx';
import { DatapointSigns } from '../parts/datapoints.tsx';
import { Since } from '../parts/time.tsx';
import { hrefOf } from '../route.ts';
import { useSnapshot } from '../state/use-store.ts';
import { alarmInShort } from '../text/alarm-in-words.ts';
import { alarmLabel } from '../text/alarm-label.ts';
import { reasonOf } from '../text/alarm-reason.ts';
import { bySeverityThen } from '../text/overall.ts';

const states = [
  { state: 'ALARM', title: 'In alarm' },
  { state: 'INSUFFICIENT_DATA', title: 'Insufficient data' },
  { state: 'OK', title: 'OK' },
] as const satisfies readonly { readonly state: AlarmState; readonly title: string }[];

interface Filter {
  readonly state: AlarmState | 'all';
  readonly severity: Severity | 'all';
  readonly text: string;
}

/** All alarms by state, and in each state by severity. */
export function AlarmsPage() {
  const snapshot = useSnapshot();
  const { alarms } = snapshot;
  const [filter, setFilter] = useState<Filter>({ state: 'all', severity: 'all', text: '' });
  const shown = alarms.filter((view) => matches(view, alarmLabel(view, snapshot), filter));
  return (
    <>
      <PageHead title="Alarms">
        <p class="sentence">Evaluated on this machine as CloudWatch evaluates them after a deploy.</p>
      </PageHead>
      <AlarmFilter alarms={alarms} filter={filter} onChange={setFilter} />
      {alarms.length === 0 && (
        <Empty title="No alarm is planned">Every endpoint, database and number brings its own.</Empty>
      )}
      {alarms.length > 0 && shown.length === 0 && (
        <Empty title="No alarm matches">Loosen the filter to see more.</Empty>
      )}
      <div class="stack">
        {states.map(({ state, title }) => {
          const group = shown
            .filter((view) => view.state === state)
            .toSorted((a, b) => bySeverityThen(a, b, alarmLabel(a, snapshot).localeCompare(alarmLabel(b, snapshot))));
          return group.length === 0 ? null : <AlarmGroup key={state} title={title} alarms={group} />;
        })}
      </div>
    </>
  );
}

function matches({ alarm, state }: AlarmView, label: string, filter: Filter): boolean {
  const text = `${label} ${alarm.title} ${alarm.name} ${alarm.meaning}`.toLowerCase();
  return (
    (filter.state === 'all' || state === filter.state) &&
    (filter.severity === 'all' || alarm.severity === filter.severity) &&
    text.includes(filter.text.trim().toLowerCase())
  );
}

interface AlarmFilterProps {
  readonly alarms: readonly AlarmView[];
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

function AlarmFilter({ alarms, filter, onChange }: AlarmFilterProps) {
  const count = (state: AlarmState) => alarms.filter((view) => view.state === state).length;
  return (
    <search class="filters" aria-label="Filter alarms">
      <Choices
        label="State"
        chosen={filter.state}
        onChoose={(state) => onChange({ ...filter, state })}
        choices={[
          { value: 'all', label: `All ${alarms.length}` },
          ...states.map(({ state, title }) => ({ value: state, label: `${title} ${count(state)}` })),
        ]}
      />
      <Choices
        label="Severity"
        chosen={filter.severity}
        onChoose={(severity) => onChange({ ...filter, severity })}
        choices={[
          { value: 'all' as const, label: 'Any severity' },
          ...severities.map((severity) => ({ value: severity, label: severity })),
        ]}
      />
      <input
        type="search"
        aria-label="Search in title and name"
        placeholder="Search"
        value={filter.text}
        onInput={({ currentTarget }) => onChange({ ...filter, text: currentTarget.value })}
      />
    </search>
  );
}

function AlarmGroup({ title, alarms }: { readonly title: string; readonly alarms: readonly AlarmView[] }) {
  return (
    <section class="alarm-group">
      <h2>
        {title} <span class="muted">{alarms.length}</span>
      </h2>
      <ul class="alarm-list">
        {alarms.map((view) => (
          <AlarmRow key={view.alarm.id} view={view} />
        ))}
      </ul>
    </section>
  );
}

function AlarmRow({ view }: { readonly view: AlarmView }) {
  const snapshot = useSnapshot();
  const { alarm, state, datapoints, changedAtMs } = view;
  return (
    <li class={`alarm-row alarm-row-${state.toLowerCase()}`}>
      <span class="alarm-row-state">
        <StateBadge state={state} />
        <SeverityBadge severity={alarm.severity} />
      </span>
      <div class="alarm-row-what">
        <a class="strong" href={hrefOf({ page: 'alarm', id: alarm.id })}>
          {alarmLabel(view, snapshot)}
        </a>
        <p class="alarm-row-text muted" title={alarm.meaning}>
          {state === 'OK' ? alarm.meaning : reasonOf(view, snapshot)}
        </p>
      </div>
      <div class="alarm-row-rule">
        <DatapointSigns datapoints={datapoints} />
        <span class="muted">{alarmInShort(alarm, snapshot)}</span>
      </div>
      <span class="alarm-row-since">
        {changedAtMs === undefined ? <span class="muted">never changed</span> : <Since atMs={changedAtMs} />}
      </span>
    </li>
  );
}
