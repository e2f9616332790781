import { type Severity, severities } from '../model/severity.ts';

/** What an alarm's own description says about it. */
export interface ReadDescription {
  readonly severity?: Severity;
  readonly title?: string;
  readonly meaning: string;
  readonly runbook?: string;
}

/**
 * Reads a description as the plan writes it (`[critical] web is down.`, meaning, runbook), so that an alarm which is newer
 * than the router still makes a full message. Of any other text, all of it is the meaning.
 */
export function readDescription(description: string): ReadDescription {
  const [first = '', ...rest] = description.split('\n');
  const head = /^\[([a-z]{1,20})\] (.*?)\.?$/.exec(first);
  const severity = severities.find((candidate) => candidate === head?.[1]);
  if (head === null || severity === undefined) return { meaning: description };
  const runbook = rest.find((line) => line.startsWith('Runbook: '))?.slice('Runbook: '.length);
  const meaning = rest.filter((line) => !/^(Runbook|Missing data): /.test(line)).join(' ');
  return { severity, title: head[2] ?? '', meaning, ...(runbook === undefined ? {} : { runbook }) };
}
