import type { KpiView } from '../../api/types.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { hrefOf } from '../route.ts';
import { useLoaded, useStore, useThrottled } from '../state/use-store.ts';
import { capitalize, formatSpan } from '../text/format.ts';
import { formatKpi, type KpiStanding, kpiStanding, targetInWords } from '../text/kpi.ts';
import { Badge, kpiLooks } from './badges.tsx';
import { FigureText } from './figure.tsx';
import { Ago } from './time.tsx';

/** The tile's colours are those of endpoints; a target that is missed is no trouble, and keeps the quiet ground. */
const tones = {
  pending: 'pending',
  failed: 'down',
  empty: 'pending',
  breached: 'down',
  reached: 'up',
  missed: 'missed',
  measured: 'up',
} as const satisfies Record<KpiStanding, string>;

/** How many runs a tile looks back. */
const SLOTS = 30;

/** The sparkline is fetched again this often at most, however fast results come. */
const REFRESH_MS = 2_000;

/** One business number: its value, whether it is where it should be, and its course. All of it is the link. */
export function NumberTile({ kpi }: { readonly kpi: KpiView }) {
  const { id, title, latest, everySeconds } = kpi;
  const standing = kpiStanding(kpi);
  return (
    <li class={`tile tile-${tones[standing]}`}>
      <div class="tile-head">
        <h3>
          <a href={hrefOf({ page: 'number', id })}>{capitalize(title)}</a>
        </h3>
        {standing !== 'measured' && <Badge look={kpiLooks[standing]} solid={standing === 'breached'} />}
      </div>
      <div class="tile-body">
        <FigureText
          value={latest?.value === undefined ? '–' : formatKpi(latest.value, kpi)}
          label={targetInWords(kpi) ?? 'no target'}
        />
        <KpiSparkline kpi={kpi} />
      </div>
      <p class="tile-reason">{remarkOn(kpi)}</p>
      <div class="tile-foot">
        <span>every {formatSpan(everySeconds * 1_000)}</span>
        {latest && <Ago atMs={latest.atMs} />}
      </div>
    </li>
  );
}

/** What the number alone does not say: why there is none, which condition holds, otherwise what it counts. */
function remarkOn({ latest, description, everySeconds }: KpiView): string {
  if (!latest) return `The first result comes within ${formatSpan(everySeconds * 1_000)}.`;
  if (latest.value === undefined) return capitalize(latest.reason);
  return capitalize(latest.verdicts.find(({ breached }) => breached)?.why ?? description ?? '');
}

function KpiSparkline({ kpi: { id, metric, everySeconds, latest } }: { readonly kpi: KpiView }) {
  const { api, generation } = useStore();
  const newestMs = useThrottled(latest?.atMs ?? 0, REFRESH_MS);
  const periodMs = everySeconds * 1_000;
  const toMs = (Math.floor(newestMs / periodMs) + 1) * periodMs;
  const { value } = useLoaded(`${id} ${toMs} ${generation.value}`, async () =>
    newestMs === 0
      ? []
      : api.queryMetrics({
          fromMs: toMs - SLOTS * periodMs,
          toMs,
          periodSeconds: everySeconds,
          queries: [{ id: 'value', metric, stat: 'Average' }],
        }),
  );
  return <Sparkline values={value?.[0]?.values ?? []} />;
}
