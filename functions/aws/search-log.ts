import {
  CloudWatchLogsClient,
  type CloudWatchLogsClientConfig,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';

/** Where lines were written. */
export interface LogPlace {
  readonly region: string;
  readonly logGroup: string;
}

/** What is looked for in a log of JSON lines. */
export interface LogSearch<T> {
  /** Terms of a JSON filter pattern that must all hold, e.g. `$.type = "finding"`. */
  readonly terms: readonly string[];
  /** What a line holds; undefined where it is of another kind, or of another version. */
  readonly parse: (line: unknown) => T | undefined;
  /** Epoch milliseconds of what a line is about. */
  readonly momentOf: (found: T) => number;
  readonly beforeMs: number;
}

/** How far back is looked, step by step: nearly always the first step finds it. Milliseconds before the moment. */
const windowsMs = [10 * 60_000, 2 * 3_600_000, 25 * 3_600_000] as const;

/** A line is written when its batch ends, so it may be this much younger than what it is about. */
const batchMs = 60_000;

/** Pages that one search reads at most; CloudWatch Logs may answer with empty pages on the way. */
const mostPages = 10;

/** Searches one log group; undefined where nothing is found. */
export type SearchPlace = <T>(search: LogSearch<T>, abortSignal: AbortSignal) => Promise<T | undefined>;

/** Makes the search of one log group. */
export function openLog(client: CloudWatchLogsClientConfig, { region, logGroup }: LogPlace): SearchPlace {
  const logs = new CloudWatchLogsClient({ ...client, region });
  return async (search, abortSignal) => {
    const { beforeMs, terms } = search;
    const filterPattern = `{ ${terms.map((term) => `(${term})`).join(' && ')} }`;
    let endTime = beforeMs + batchMs;
    for (const windowMs of windowsMs) {
      const startTime = beforeMs - windowMs;
      const lines = await readWindow(logs, { logGroupName: logGroup, startTime, endTime, filterPattern }, abortSignal);
      const found = newest(lines.flatMap(parseWith(search)), search);
      if (found !== undefined) return found;
      endTime = startTime;
    }
    return undefined;
  };
}

/** The newest of what was found at or before the moment; undefined where there is nothing. */
export function newest<T>(found: readonly T[], { momentOf, beforeMs }: LogSearch<T>): T | undefined {
  return found
    .filter((one) => momentOf(one) <= beforeMs)
    .reduce<T | undefined>(
      (best, one) => (best === undefined || momentOf(one) > momentOf(best) ? one : best),
      undefined,
    );
}

type Filter = Pick<FilterLogEventsCommand['input'], 'startTime' | 'endTime' | 'filterPattern'> & {
  readonly logGroupName: string;
};

async function readWindow(
  logs: CloudWatchLogsClient,
  filter: Filter,
  abortSignal: AbortSignal,
): Promise<readonly string[]> {
  const lines: string[] = [];
  let nextToken: string | undefined;
  for (let page = 1; page <= mostPages; page += 1) {
    const command = new FilterLogEventsCommand({ ...filter, ...(nextToken === undefined ? {} : { nextToken }) });
    const answer = await logs.send(command, { abortSignal });
    lines.push(...(answer.events ?? []).flatMap(({ message }) => message ?? []));
    nextToken = answer.nextToken;
    if (nextToken === undefined) break;
  }
  return lines;
}

/** A line that is no JSON is no evidence, rather than a reason to fail. */
const parseWith =
  <T>({ parse }: LogSearch<T>) =>
  (line: string): readonly T[] => {
    try {
      const found = parse(JSON.parse(line));
      return found === undefined ? [] : [found];
    } catch {
      return [];
    }
  };
