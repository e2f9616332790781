import { partitionOf } from './region-names.ts';

/** Stands for the account where an environment has none, because it only runs on one machine. */
export const placeholderAccount = '000000000000';

/** Where something of AWS lives. */
export interface ArnScope {
  readonly region: string;
  /** Twelve digits; absent where the environment only runs on one machine. */
  readonly account?: string;
}

/** The ARN of a resource, in the partition of its region. */
export function arnOf(service: string, { region, account = placeholderAccount }: ArnScope, resource: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${account}:${resource}`;
}
