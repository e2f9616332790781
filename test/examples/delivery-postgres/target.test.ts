import { startTarget } from '../../../examples/delivery-postgres/target.ts';
import definition from '../../../examples/delivery-postgres/watchkeeper.config.ts';
import { describeDatabaseTarget } from '../describe-database-target.ts';
import {
  bloatSeen,
  coldCacheSeen,
  connectionFloodSeen,
  deadlockSeen,
  growthSeen,
  idleInTransactionSeen,
  kpiBelow,
  lockChainSeen,
  noDataSeen,
  replicaLagSeen,
  slowFunctionSeen,
  slowQuerySeen,
  unusedIndexSeen,
} from '../fault-evidence.ts';

describeDatabaseTarget({
  name: 'delivery-postgres',
  startTarget,
  definition,
  ports: ['postgres'],
  secrets: ['marketplace/health', 'marketplace/kpi'],
  numbers: {
    'SELECT percent FROM kpi.on_time_rate': [90, 99],
    'SELECT minutes FROM kpi.delivery_minutes': [30, 45],
    'SELECT revenue FROM kpi.revenue': [80_000, 130_000],
    'SELECT average_order FROM kpi.revenue': [30, 45],
    'SELECT sum(orders) FROM kpi.order_status': [2_800, 2_960],
    'SELECT extract(epoch FROM now() - placed_at) FROM kpi.newest_order': [0, 90],
  },
  faults: {
    'slow-query': slowQuerySeen,
    'idle-in-transaction': idleInTransactionSeen,
    'slow-function': slowFunctionSeen('calculate_on_time_rate'),
    bloat: bloatSeen('driver_positions'),
    'cold-cache': coldCacheSeen('order_archive'),
    deadlock: deadlockSeen,
    'replica-lag': replicaLagSeen,
    growth: growthSeen,
    'unused-index': unusedIndexSeen('driver_positions'),
    'kpi-drop': kpiBelow('SELECT revenue FROM kpi.revenue', 10_000),
    'no-data': noDataSeen('SELECT placed_at FROM kpi.newest_order'),
    'lock-chain': lockChainSeen,
    'connection-flood': connectionFloodSeen,
  },
});
