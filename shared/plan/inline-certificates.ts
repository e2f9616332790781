import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Problem } from '../definition/explain-issue.ts';
import type { Plan, PlannedDatabase, PlannedEndpoint } from './plan.ts';

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * The plan with the text of certificate authorities in place of their files, which stay on this machine, and a problem for
 * each file that cannot be read. The one step behind a plan that reads files; paths are relative to the definition's.
 */
export function inlineCertificates<P extends Plan>(
  plan: P,
  { definitionFile }: { readonly definitionFile: string },
): { readonly plan: P; readonly problems: readonly Problem[] } {
  const folder = dirname(definitionFile);
  const problems: Problem[] = [];
  const read = (file: string, where: string): string | undefined => {
    const text = readText(resolve(folder, file));
    if (text !== undefined) return text;
    problems.push({
      path: `environments.${plan.environment}: ${where}, ca`,
      message: `there is no file "${file}" that can be read`,
      hint: `write a path relative to ${folder}, or the PEM text itself`,
    });
    return undefined;
  };
  const inlineEndpoint = (endpoint: PlannedEndpoint): PlannedEndpoint => {
    const { id, probe } = endpoint;
    if (!('ca' in probe) || probe.ca.length === 0) return endpoint;
    const ca = probe.ca.map((authority) =>
      typeof authority === 'string' ? authority : (read(authority.file, `endpoint "${id}"`) ?? authority),
    );
    return { ...endpoint, probe: { ...probe, ca } };
  };
  const inlineDatabase = (database: PlannedDatabase): PlannedDatabase => {
    const { id, spec } = database;
    if (spec.kind !== 'postgres' || typeof spec.tls === 'string' || typeof spec.tls.ca === 'string') return database;
    const ca = read(spec.tls.ca.file, `database "${id}"`);
    return ca === undefined ? database : { ...database, spec: { ...spec, tls: { ca } } };
  };
  const inlined = {
    ...plan,
    endpoints: plan.endpoints.map(inlineEndpoint),
    databases: plan.databases.map(inlineDatabase),
  };
  return { plan: inlined, problems };
}
