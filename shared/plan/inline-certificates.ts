import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Problem } from '../definition/explain-issue.ts';
import type { Plan, PlannedEndpoint } from './plan.ts';

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
  const inline = (endpoint: PlannedEndpoint): PlannedEndpoint => {
    const { id, probe } = endpoint;
    if (!('ca' in probe) || probe.ca.length === 0) return endpoint;
    const ca = probe.ca.map((authority) => {
      if (typeof authority === 'string') return authority;
      const text = readText(resolve(folder, authority.file));
      if (text !== undefined) return text;
      problems.push({
        path: `environments.${plan.environment}: endpoint "${id}", ca`,
        message: `there is no file "${authority.file}" that can be read`,
        hint: `write a path relative to ${folder}, or the PEM text itself`,
      });
      return authority;
    });
    return { ...endpoint, probe: { ...probe, ca } };
  };
  return { plan: { ...plan, endpoints: plan.endpoints.map(inline) }, problems };
}
