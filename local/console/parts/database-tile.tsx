import type { DatabaseView } from '../../api/types.ts';
import { hrefOf } from '../route.ts';
import { capitalize, countOf } from '../text/format.ts';
import { formatReading } from '../text/reading.ts';
import { DatabaseBadge } from './badges.tsx';
import { FigureText } from './figure.tsx';
import { Ago } from './time.tsx';

/** The tile's colours are those of endpoints. */
const tones = { healthy: 'up', degraded: 'degraded', failing: 'down', unknown: 'unknown' } as const;

/** What of a database fits a tile: as many of these, in this order, as were read. */
const tileReadings = [
  { check: 'connections', label: 'connections' },
  { check: 'cache-hit', label: 'from cache' },
] as const;

/** One database: its state, its connections and its cache, and the worst of what was found. All of it is the link. */
export function DatabaseTile({ database }: { readonly database: DatabaseView }) {
  const { id, title, state, readings, findings, atMs } = database;
  const isKnown = atMs !== undefined;
  return (
    <li class={`tile tile-${isKnown ? tones[state] : 'pending'}`}>
      <div class="tile-head">
        <h3>
          <a href={hrefOf({ page: 'database', id })}>{capitalize(title)}</a>
        </h3>
        <DatabaseBadge database={database} solid={state === 'failing' || state === 'degraded'} />
      </div>
      <div class="tile-figures">
        {tileReadings.map(({ check, label }) => {
          const reading = readings.find((one) => one.check === check);
          return <FigureText key={check} value={reading ? formatReading(reading) : '–'} label={label} />;
        })}
      </div>
      <p class="tile-reason" title={summaryOf(database)}>
        {summaryOf(database)}
      </p>
      <div class="tile-foot">
        <span>{countOf(findings.length, 'finding')}</span>
        {isKnown && <Ago atMs={atMs} />}
      </div>
    </li>
  );
}

/** The summary without the state that the badge says already. */
export function summaryOf({ state, summary, atMs }: Pick<DatabaseView, 'state' | 'summary' | 'atMs'>): string {
  if (atMs === undefined) return 'Nothing is known yet: the first run has not ended.';
  return capitalize(summary.startsWith(`${state}: `) ? summary.slice(state.length + 2) : summary);
}
