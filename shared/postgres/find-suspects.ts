import type { Suspects } from './health-state.ts';
import type { HealthWindow } from './health-window.ts';
import type { TableChange } from './objects-change.ts';
import { countOf, formatBytes, formatMilliseconds, formatNumber } from './quantities.ts';
import { quoteStatement } from './statement-text.ts';

/** What the differences of this look blame; what could not be compared keeps the suspects of the look before. */
export function findSuspects(window: HealthWindow): Suspects {
  return { ...window.before.suspects, ...tableSuspects(window.tableChanges), ...statementSuspects(window) };
}

function tableSuspects(changes: readonly TableChange[] | undefined): Suspects {
  if (changes === undefined) return {};
  const scanned = most(changes, ({ sequentialRows }) => sequentialRows);
  const read = most(changes, ({ blocksRead }) => blocksRead);
  const grown = most(changes, ({ grownBytes }) => grownBytes ?? 0);
  return {
    ...(scanned && {
      sequentialScans: `Most rows are read by scans of ${scanned.table.name}: ${countOf(scanned.sequentialScans, 'scan')}, ${formatNumber(scanned.sequentialRows, 0)} rows at the last look`,
    }),
    ...(read && {
      reads: `Most is read for ${read.table.name}: ${countOf(read.blocksRead, 'block')} at the last look`,
    }),
    ...(grown && {
      growth: `Table ${grown.table.name} grew most: ${formatBytes(grown.grownBytes ?? 0)} at the last look`,
    }),
  };
}

function statementSuspects(window: HealthWindow): Suspects {
  const statements = window.statementsChange?.statements ?? [];
  const slow = most(statements, ({ totalMs }) => totalMs);
  const frequent = most(statements, ({ calls }) => calls);
  return {
    ...(slow && {
      statementTime: `Most time goes to ${quoteStatement(window, slow.id)} (${formatMilliseconds(slow.meanMs)} a call, ${countOf(slow.calls, 'call')})`,
    }),
    ...(frequent && {
      statementCalls: `Called most: ${quoteStatement(window, frequent.id)} (${countOf(frequent.calls, 'call')})`,
    }),
  };
}

/** The member with the greatest number above 0. */
function most<T>(members: readonly T[], numberOf: (member: T) => number): T | undefined {
  const [first] = [...members].sort((a, b) => numberOf(b) - numberOf(a));
  return first !== undefined && numberOf(first) > 0 ? first : undefined;
}
