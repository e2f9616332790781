import { readFileSync } from 'node:fs';
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
 * each file that cannot be read. Paths are relative to the working directory.
 */
export function inlineCertificates<P extends Plan>(
  plan: P,
): {
  readonly plan: P;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const inline = (endpoint: PlannedEndpoint): PlannedEndpoint => {
    const { id, probe } = endpoint;
    if (!('ca' in probe) || probe.ca.length === 0) return endpoint;
    const ca = probe.ca.map((authority) => {
      if (typeof authority === 'string') return authority;
      const text = readText(authority.file);
      if (text === undefined) {
        problems.push({
          path: `environments.${plan.environment}: endpoint "${id}", ca`,
          message: `there is no file "${authority.file}" that can be read`,
          hint: `write a path relative to ${process.cwd()}, or the PEM text itself`,
        });
      }
      return text ?? authority;
    });
    return { ...endpoint, probe: { ...probe, ca } };
  };
  return { plan: { ...plan, endpoints: plan.endpoints.map(inline) }, problems };
}
