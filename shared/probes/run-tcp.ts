import type { CheckResult } from '../model/probe-result.ts';
import { quote } from './assertions/excerpt.ts';
import { matchRegex, regexStopped } from './assertions/match-regex.ts';
import { concludeAttempt, startAttempt } from './attempt.ts';
import { connect } from './connection/connect.ts';
import { explainConnectError } from './connection/connect-failure.ts';
import { converse, type Listener } from './connection/converse.ts';
import type { Link } from './connection/link.ts';
import { isFailure } from './failure.ts';
import type { Failure, Finding, ProbeContext } from './probe.ts';
import type { TcpSpec } from './tcp.ts';

/** What a service says first is judged by this much of it. */
const maxTextBytes = 4_096;

/** Connects; then says and hears what the definition asks for. */
export async function runTcp(spec: TcpSpec, context: ProbeContext): Promise<Finding> {
  const attempt = startAttempt(context, spec.timeoutMs);
  const link = await connect({ hostname: spec.host, port: spec.port, rules: spec, tls: undefined }, attempt);
  if (isFailure(link)) return concludeAttempt(attempt, { failure: link });
  const message = spec.send === undefined ? undefined : Buffer.from(spec.send, 'utf8');
  if (!expectsAnswer(spec)) {
    if (message !== undefined) link.socket.write(message);
    link.finish();
    return concludeAttempt(attempt, {});
  }
  const outcome = await converse(link, { message, listener: listenFor(spec, link) }, attempt);
  link.finish();
  return concludeAttempt(attempt, 'checks' in outcome ? outcome : { failure: outcome });
}

const expectsAnswer = ({ expect: { contains, matches } }: TcpSpec): boolean =>
  contains !== undefined || matches !== undefined;

/** Listens until the text fulfils the expectation, or no more of it comes: then it is judged as it is. */
function listenFor(spec: TcpSpec, link: Link): Listener<{ readonly checks: readonly CheckResult[] } | Failure> {
  let heard = Buffer.alloc(0);
  const judgeHeard = () => ({ checks: judge(heard.toString('utf8'), spec) });
  return {
    received(bytes) {
      heard = Buffer.concat([heard, bytes.subarray(0, maxTextBytes - heard.length)]);
      const verdict = judgeHeard();
      const isDecided = heard.length >= maxTextBytes || verdict.checks.every(({ level }) => level === 'passed');
      return isDecided ? verdict : undefined;
    },
    ended: judgeHeard,
    timedOut: judgeHeard,
    failed: (error) => explainConnectError(error, link.peer),
  };
}

function judge(text: string, { expect: { contains, matches } }: TcpSpec): readonly CheckResult[] {
  const actual = text === '' ? 'nothing' : quote(text);
  return [
    ...(contains === undefined ? [] : [judgeContains(contains, text, actual)]),
    ...(matches === undefined ? [] : [judgeMatches(matches, text, actual)]),
  ];
}

function judgeContains(part: string, text: string, actual: string): CheckResult {
  const level = text.includes(part) ? 'passed' : 'failed';
  return { check: 'answer', level, expected: `answer containing ${quote(part)}`, actual };
}

function judgeMatches(pattern: string, text: string, actual: string): CheckResult {
  const match = matchRegex(pattern, text);
  const expected = `answer matching /${pattern}/`;
  if ('stopped' in match) return { check: 'answer', level: 'degraded', expected, actual: regexStopped };
  return { check: 'answer', level: match.value ? 'passed' : 'failed', expected, actual };
}
