import type { AlertMessage } from '../model/alert-message.ts';
import type { Phases } from '../model/probe-result.ts';
import { formatMs } from '../probes/format-time.ts';
import type { AlertIngredients } from './alert-ingredients.ts';
import { formatMoment } from './format-moment.ts';
import type { EvidenceQuote } from './quote-evidence.ts';

type Fact = AlertMessage['facts'][number];

/** What was probed, from where, by which address and how long each part took; the certificate where it is the matter. */
export function listProbeFacts(
  { evidence, others }: EvidenceQuote,
  { context: { subject }, timeZone }: Pick<AlertIngredients, 'context' | 'timeZone'>,
): readonly Fact[] {
  const { target, address, location, phases, attempts, startedAtMs, redirects = [], certificate } = evidence;
  const aboutCertificate = subject?.kind === 'endpoint' && subject.aspect === 'certificate';
  return [
    ...others.map(({ check, expected, actual }) => fact(`Also: ${check}`, `expected ${expected}, got ${actual}`)),
    fact('Target', target),
    ...(address === undefined ? [] : [fact('Address', address)]),
    ...(redirects.length === 0 ? [] : [fact('Redirected to', redirects.join(', '))]),
    ...(aboutCertificate && certificate !== undefined
      ? [fact('Certificate', certificate.subject), fact('Issuer', certificate.issuer)]
      : [fact('Time', describePhases(phases))]),
    fact('Probed from', attempts > 1 ? `${location}, ${attempts} attempts` : location),
    fact('Probed at', formatMoment(startedAtMs, timeZone)),
  ];
}

const phaseNames = {
  dnsMs: 'DNS',
  connectMs: 'connect',
  tlsMs: 'TLS',
  waitMs: 'wait',
  transferMs: 'transfer',
} as const;

/** Where the time went, the longest part first: `2,431 ms (wait 2,301 ms, TLS 24 ms)`. */
function describePhases(phases: Phases): string {
  const parts = Object.entries(phaseNames)
    .map(([key, name]) => ({ name, ms: phases[key as keyof typeof phaseNames] ?? 0 }))
    .filter(({ ms }) => ms >= 1)
    .sort((a, b) => b.ms - a.ms)
    .map(({ name, ms }) => `${name} ${formatMs(ms)}`);
  const total = formatMs(phases.totalMs);
  return parts.length === 0 ? total : `${total} (${parts.join(', ')})`;
}

const fact = (label: string, value: string): Fact => ({ label, value });
