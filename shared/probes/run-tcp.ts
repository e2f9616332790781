import type { CheckResult } from '../model/probe-result.ts';
import { quote } from './assertions/excerpt.ts';
import { matchRegex, regexStopped } from './assertions/match-regex.ts';
import { type Attempt, addPhase, breakPhase, concludeAttempt, endPhase, leftMs, startAttempt } from './attempt.ts';
import { connect } from './connection/connect.ts';
import { explainConnectError } from './connection/connect-failure.ts';
import type { Link } from './connection/link.ts';
import { armExpiry } from './expiry.ts';
import { isFailure, runIsOver } from './failure.ts';
import type { Failure, Finding, ProbeContext } from './probe.ts';
import type { TcpSpec } from './tcp.ts';

/** What a service says first is judged by this much of it. */
const maxTextBytes = 4_096;

/** Connects; then says and hears what the definition asks for. */
export async function runTcp(spec: TcpSpec, context: ProbeContext): Promise<Finding> {
  const attempt = startAttempt(context, spec.timeoutMs);
  const link = await connect({ hostname: spec.host, port: spec.port, rules: spec, tls: undefined }, attempt);
  if (isFailure(link)) return concludeAttempt(attempt, { failure: link });
  if (spec.send !== undefined) link.socket.write(spec.send, 'utf8');
  const isJudged = spec.expect.contains !== undefined || spec.expect.matches !== undefined;
  const heard = isJudged ? await hear(link, spec, attempt) : '';
  link.close();
  if (typeof heard !== 'string') return concludeAttempt(attempt, { failure: heard });
  return concludeAttempt(attempt, { checks: judge(heard, spec) });
}

/** The first text that fulfils the expectation, or all that came: until the other side ended, or the time was out. */
function hear(link: Link, spec: TcpSpec, attempt: Attempt): Promise<string | Failure> {
  const { promise, resolve } = Promise.withResolvers<string | Failure>();
  const { clock, signal } = attempt.context;
  const startedAtMs = clock.exactNow();
  let firstByteAtMs: number | undefined;
  let heard = Buffer.alloc(0);

  const disarm = armExpiry({ limitMs: leftMs(attempt), signal }, (expiry) => {
    breakPhase(attempt, firstByteAtMs === undefined ? 'waitMs' : 'transferMs', firstByteAtMs ?? startedAtMs);
    resolve(expiry === 'aborted' ? runIsOver : heard.toString());
  });
  const settle = (outcome: string | Failure): void => {
    disarm();
    endPhase(attempt, firstByteAtMs === undefined ? 'waitMs' : 'transferMs', firstByteAtMs ?? startedAtMs, startedAtMs);
    resolve(outcome);
  };

  link.handle({
    received(bytes) {
      if (firstByteAtMs === undefined) {
        firstByteAtMs = clock.now();
        addPhase(attempt, 'waitMs', firstByteAtMs - startedAtMs);
      }
      heard = Buffer.concat([heard, bytes.subarray(0, maxTextBytes - heard.length)]);
      const text = heard.toString();
      const isFulfilled = judge(text, spec).every(({ level }) => level === 'passed');
      if (isFulfilled || heard.length >= maxTextBytes) settle(text);
    },
    ended: () => settle(heard.toString()),
    failed: (error) => settle(explainConnectError(error, link.peer)),
  });
  return promise;
}

function judge(text: string, { expect: { contains, matches } }: TcpSpec): readonly CheckResult[] {
  const actual = text === '' ? 'nothing' : quote(text);
  const check = (expected: string, level: CheckResult['level'], found = actual): CheckResult => ({
    check: 'answer',
    level,
    expected,
    actual: found,
  });
  const checks: CheckResult[] = [];
  if (contains !== undefined) {
    checks.push(check(`answer containing ${quote(contains)}`, text.includes(contains) ? 'passed' : 'failed'));
  }
  if (matches !== undefined) {
    const match = matchRegex(matches, text);
    const expected = `answer matching /${matches}/`;
    checks.push(
      'stopped' in match
        ? check(expected, 'degraded', regexStopped)
        : check(expected, match.value ? 'passed' : 'failed'),
    );
  }
  return checks;
}
