import type { AnyRecord, CaaRecord, MxRecord, SrvRecord } from 'node:dns';
import { isIPv6, SocketAddress } from 'node:net';
import type { CheckResult } from '../model/probe-result.ts';
import { excerpt } from './assertions/excerpt.ts';
import type { DnsSpec } from './dns.ts';

/** What `Resolver.resolve` gives for the types of record that can be asked for. */
export type DnsAnswer = readonly (string | readonly string[] | MxRecord | SrvRecord | CaaRecord | AnyRecord)[];

/** Records as zone files write them: `192.0.2.7`, `10 mail.shop.example`, `0 issue "ca.example"`. */
export function formatRecords(answer: DnsAnswer): readonly string[] {
  return answer.map((record) => {
    if (typeof record === 'string') return record;
    if (Array.isArray(record)) return record.join('');
    if ('exchange' in record) return `${record.priority} ${record.exchange}`;
    if ('weight' in record) return `${record.priority} ${record.weight} ${record.port} ${record.name}`;
    const { critical = 0, type: _, ...property } = record as { critical?: number; type?: string };
    const [tag = '', value = ''] = Object.entries(property)[0] ?? [];
    return `${critical} ${tag} "${value}"`;
  });
}

/** Judges what a name server answered. `nothing` says why where there are no records. */
export function judgeRecords(
  { type, name, expect }: Pick<DnsSpec, 'type' | 'name' | 'expect'>,
  records: readonly string[],
  nothing: string,
): readonly CheckResult[] {
  const actual = records.length === 0 ? nothing : list(records);
  const found = new Set(records.map((record) => normalise(record, type)));
  const check = (holds: boolean, expected: string): CheckResult => ({
    check: 'records',
    level: holds ? 'passed' : 'failed',
    expected,
    actual,
  });

  const wanted = typeof expect.contains === 'string' ? [expect.contains] : (expect.contains ?? []);
  const checks = wanted.map((value) => check(found.has(normalise(value, type)), `${type} record ${excerpt(value)}`));
  if (expect.values !== undefined) {
    const values = new Set(expect.values.map((value) => normalise(value, type)));
    const expected = values.size === 0 ? `no ${type} record` : `exactly the ${type} records ${list(expect.values)}`;
    checks.push(check(values.symmetricDifference(found).size === 0, expected));
  }
  return checks.length > 0 ? checks : [check(records.length > 0, `at least one ${type} record for ${name}`)];
}

const mostListed = 4;

function list(records: readonly string[]): string {
  const shown = records.slice(0, mostListed).map(excerpt).join(', ');
  return records.length > mostListed ? `${shown} and ${records.length - mostListed} more` : shown;
}

/** One spelling per value: names have no case and no final dot, addresses one short form; texts stay as they are. */
function normalise(value: string, type: DnsSpec['type']): string {
  if (type === 'TXT') return value;
  if (isIPv6(value)) return new SocketAddress({ address: value, family: 'ipv6' }).address;
  return value.trim().toLowerCase().replace(/\.$/, '');
}
