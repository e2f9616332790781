import type { CertificateInfo, CheckResult, Outcome, Phases, ProbeResult } from '../../../shared/model/probe-result.ts';

/** The moment at which the fixtures stand still: 14:20:30 in Zurich. */
export const NOW_MS = Date.UTC(2026, 2, 3, 13, 20, 30);

/** When the watch of the fixtures began. */
export const STARTED_AT_MS = NOW_MS - 75 * 60_000;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What happened to one endpoint of the fixtures, minute by minute. */
export interface EndpointStory {
  readonly kind: 'http' | 'tcp' | 'tls' | 'dns';
  readonly target: string;
  /** Typical latency in milliseconds. */
  readonly usualMs: number;
  readonly certificateDays?: number;
  /** What a run `minutesAgo` minutes before now found, where it was not the usual. */
  readonly trouble?: (minutesAgo: number) => Trouble | undefined;
}

type Trouble =
  | {
      readonly outcome: 'down' | 'unknown';
      readonly reason: string;
      readonly checks?: readonly CheckResult[];
      readonly statusCode?: number;
    }
  | { readonly outcome: 'degraded'; readonly latencyMs: number; readonly limitMs: number };

/** One endpoint for each state there is. */
export const stories: Readonly<Record<string, EndpointStory>> = {
  web: { kind: 'http', target: 'https://www.shop.example/', usualMs: 46, certificateDays: 61.4 },
  checkout: {
    kind: 'http',
    target: 'https://www.shop.example/checkout',
    usualMs: 88,
    certificateDays: 61.4,
    trouble: (minutesAgo) =>
      minutesAgo < 7 ? { outcome: 'degraded', latencyMs: 1_240 + 37 * minutesAgo, limitMs: 800 } : undefined,
  },
  account: { kind: 'http', target: 'https://account.shop.example/sign-in', usualMs: 71, certificateDays: 5.2 },
  api: {
    kind: 'http',
    target: 'https://api.shop.example/health',
    usualMs: 31,
    certificateDays: 61.4,
    trouble: (minutesAgo) =>
      minutesAgo < 5 || (minutesAgo >= 48 && minutesAgo < 53) || minutesAgo === 30
        ? {
            outcome: 'down',
            statusCode: 503,
            reason: 'Expected status 200, got 503',
            checks: [
              { check: 'status', level: 'failed', expected: 'status 200', actual: 'status 503' },
              {
                check: 'json',
                level: 'failed',
                expected: '$.status is "ok"',
                actual: '$.status is "no database connection"',
              },
              {
                check: 'headers',
                level: 'passed',
                expected: 'header content-type contains "json"',
                actual: 'header content-type "application/json"',
              },
            ],
          }
        : undefined,
  },
  database: { kind: 'tcp', target: 'db.shop.example:5432', usualMs: 3.4 },
  names: {
    kind: 'dns',
    target: 'www.shop.example A',
    usualMs: 12,
    trouble: (minutesAgo) =>
      minutesAgo < 4
        ? { outcome: 'unknown', reason: 'The probe has no network: no name server could be reached from eu-central-1' }
        : undefined,
  },
};

/** Every result of an endpoint since the start, oldest first; none for an endpoint without a story. */
export function resultsOf(endpoint: string): readonly ProbeResult[] {
  const story = stories[endpoint];
  if (!story) return [];
  const runs = Math.floor((NOW_MS - STARTED_AT_MS) / MINUTE_MS);
  return Array.from({ length: runs }, (_, index) => resultOf(endpoint, story, runs - 1 - index));
}

/** The result of the run `minutesAgo` minutes before the last. */
export function resultOf(endpoint: string, story: EndpointStory, minutesAgo: number): ProbeResult {
  const { kind, target, usualMs, certificateDays } = story;
  const trouble = story.trouble?.(minutesAgo);
  const startedAtMs = Math.floor(NOW_MS / MINUTE_MS) * MINUTE_MS - minutesAgo * MINUTE_MS + 140;
  const totalMs = trouble?.outcome === 'degraded' ? trouble.latencyMs : usualMs * wobble(endpoint, minutesAgo);
  const certificate =
    certificateDays === undefined ? undefined : certificateOf(target, certificateDays, startedAtMs, minutesAgo);
  return {
    endpoint,
    kind,
    location: 'eu-central-1',
    target,
    ...verdictOf(trouble, { totalMs, kind, ...(certificate && { certificate }) }),
    phases: trouble?.outcome === 'unknown' ? { totalMs: 2.1 } : phasesOf(kind, totalMs),
    errorBoundMs: 0.34,
    attempts: trouble?.outcome === 'unknown' ? 3 : 1,
    ...(trouble?.outcome !== 'unknown' && kind !== 'dns' && { address: '192.0.2.17' }),
    ...(kind === 'http' && { bodyBytes: 18_204 }),
    ...(certificate && { certificate }),
    startedAtMs,
  };
}

interface Answer {
  readonly totalMs: number;
  readonly kind: EndpointStory['kind'];
  readonly certificate?: CertificateInfo;
}

function verdictOf(
  trouble: Trouble | undefined,
  { totalMs, kind, certificate }: Answer,
): Pick<ProbeResult, 'outcome' | 'reason' | 'checks' | 'statusCode'> {
  const status = kind === 'http' ? { statusCode: 200 } : {};
  const checks: CheckResult[] =
    kind === 'http' ? [{ check: 'status', level: 'passed', expected: 'status 200', actual: 'status 200' }] : [];
  const ms = `${Math.round(totalMs)} ms`;
  if (trouble?.outcome === 'degraded') {
    const limit = `${trouble.limitMs} ms`;
    const latency: CheckResult = { check: 'latency', level: 'degraded', expected: `at most ${limit}`, actual: ms };
    return {
      outcome: 'degraded',
      reason: `Answered in ${ms}, slower than ${limit}`,
      checks: [...checks, latency],
      ...status,
    };
  }
  if (trouble) {
    const { outcome, reason, checks: failed = [], statusCode } = trouble;
    return { outcome, reason, checks: failed, ...(statusCode !== undefined && { statusCode }) };
  }
  const days = Math.floor(certificate?.daysLeft ?? 99);
  if (certificate) {
    checks.push({
      check: 'certificate',
      level: days < 14 ? 'degraded' : 'passed',
      expected: 'at least 14 days',
      actual: `${days} days left`,
    });
  }
  if (days < 14)
    return {
      outcome: 'degraded',
      reason: `The certificate has ${days} days left, fewer than 14 days`,
      checks,
      ...status,
    };
  const outcome: Outcome = 'up';
  return { outcome, reason: `Up: ${kind === 'http' ? 'status 200' : 'answered'} in ${ms}`, checks, ...status };
}

function phasesOf(kind: EndpointStory['kind'], totalMs: number): Phases {
  const share = (part: number) => totalMs * part;
  if (kind === 'dns') return { dnsMs: totalMs, totalMs };
  if (kind === 'tcp') return { dnsMs: share(0.4), connectMs: share(0.6), totalMs };
  const handshake = {
    dnsMs: Math.min(4, share(0.06)),
    connectMs: Math.min(6, share(0.1)),
    tlsMs: Math.min(14, share(0.25)),
  };
  const transferMs = Math.min(5, share(0.06));
  const waitMs = totalMs - handshake.dnsMs - handshake.connectMs - handshake.tlsMs - transferMs;
  return { ...handshake, waitMs, transferMs, totalMs };
}

function certificateOf(target: string, days: number, startedAtMs: number, minutesAgo: number): CertificateInfo {
  const daysLeft = days + (minutesAgo * MINUTE_MS) / DAY_MS;
  return {
    subject: `CN=${new URL(target).hostname}`,
    issuer: 'CN=Example Trust R3, O=Example Trust',
    validFrom: new Date(startedAtMs + (daysLeft - 90) * DAY_MS).toISOString(),
    validTo: new Date(startedAtMs + daysLeft * DAY_MS).toISOString(),
    daysLeft,
  };
}

/** A factor around 1 that looks like a network's noise and is the same in each run. */
function wobble(endpoint: string, minute: number): number {
  const seed = [...endpoint].reduce((sum, letter) => sum + letter.charCodeAt(0), minute * 7.3);
  const noise = Math.abs(Math.sin(seed * 12.9898) * 43_758.5453) % 1;
  return 0.88 + 0.24 * noise + (noise > 0.95 ? 0.6 : 0) + 0.08 * Math.sin(minute / 9);
}
