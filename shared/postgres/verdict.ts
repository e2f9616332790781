import type { Finding } from '../model/finding.ts';
import { countOf } from './quantities.ts';

/** The health of a database in one word and one sentence. */
export interface Verdict {
  readonly state: 'healthy' | 'degraded' | 'failing';
  readonly sentence: string;
}

/** Failing with a critical finding, degraded with a warning, otherwise healthy: what is only worth knowing harms nobody. */
export function verdict(findings: readonly Finding[], { title }: { readonly title: string }): Verdict {
  const critical = findings.filter(({ severity }) => severity === 'critical');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const [worst] = critical.length > 0 ? critical : warnings;
  if (worst === undefined) return { state: 'healthy', sentence: `${title} is healthy.` };
  const state = critical.length > 0 ? 'failing' : 'degraded';
  const others = critical.length + warnings.length - 1;
  const more = others === 0 ? '' : `, and ${countOf(others, 'other thing')} ${others === 1 ? 'is' : 'are'} wrong`;
  return { state, sentence: `${title} is ${state}: ${worst.reason}${more}.` };
}
