import { isNetworkKind, logGroupName } from './names.ts';
import type { Plan } from './plan.ts';

/** Where a function writes its log. */
export interface LogPlace {
  readonly region: string;
  readonly logGroup: string;
}

/** Logs of the functions that write findings: all that talk to databases, and those of business numbers. */
export function listFindingLogs({ functions }: Plan): readonly LogPlace[] {
  return functions
    .filter(({ kind }) => isNetworkKind(kind))
    .map(({ name, region }) => ({ region, logGroup: logGroupName(name) }));
}
