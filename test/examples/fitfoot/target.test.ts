import { startTarget } from '../../../examples/fitfoot/target.ts';
import definition from '../../../examples/fitfoot/watchkeeper.config.ts';
import { describeDatabaseTarget } from '../describe-database-target.ts';
import {
  connectionFloodSeen,
  idleInTransactionSeen,
  kpiBelow,
  lockChainSeen,
  noDataSeen,
  slowQuerySeen,
} from '../fault-evidence.ts';

describeDatabaseTarget({
  name: 'fitfoot',
  startTarget,
  definition,
  emptyKpis: ['daily-revenue', 'funnel'],
  ports: ['postgres'],
  secrets: ['store/health', 'store/kpi'],
  numbers: {
    'SELECT conversion_percent FROM kpi.last_day': [2.4, 2.7],
    'SELECT revenue_per_visitor FROM kpi.last_day': [14, 16.5],
    'SELECT cart_abandonment_percent FROM kpi.last_day': [62, 67],
    'SELECT carts - checkouts FROM kpi.last_day': [50, 100],
    'SELECT rating FROM kpi.satisfaction': [4.4, 4.6],
    'SELECT max(revenue) FROM kpi.daily_revenue': [30_000, 60_000],
    'SELECT max(sessions) FROM kpi.conversion_funnel': [2_500, 3_500],
    'SELECT min(cart_additions - checkouts_started) FROM kpi.conversion_funnel': [0, 100],
    'SELECT sum(units_sold) FROM kpi.product_performance': [1_200, 1_400],
    'SELECT round(avg(avg_rating), 1) FROM kpi.product_performance': [4.4, 4.6],
  },
  faults: {
    'kpi-drop': kpiBelow('SELECT conversion_percent FROM kpi.last_day', 1),
    'no-data': noDataSeen('SELECT seen_at FROM kpi.newest_event'),
    'bad-reviews': kpiBelow('SELECT rating FROM kpi.satisfaction', 4),
    'slow-query': slowQuerySeen,
    'lock-chain': lockChainSeen,
    'idle-in-transaction': idleInTransactionSeen,
    'connection-flood': connectionFloodSeen,
  },
});
