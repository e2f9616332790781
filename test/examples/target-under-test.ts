import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { onTestFinished } from 'vitest';
import type { StartTarget, Target, Wait } from '../../examples/target.ts';
import { outcomeOf, type Visit, type VisitOptions, visit } from './visit.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A running target, closed and swept away when the test ends. */
export interface TargetUnderTest {
  readonly target: Target;
  readonly ca: string;
  /** `scheme` names one of the target's URLs. */
  readonly get: (scheme: 'http' | 'https', path: string, options?: VisitOptions) => Promise<Visit>;
  /** The status, or the code of the error. */
  readonly statusOf: (scheme: 'http' | 'https', path: string, options?: VisitOptions) => Promise<number | string>;
  /** Whole days left on the certificate presented, negative when it has expired. */
  readonly readDaysLeft: () => Promise<number>;
  /** How long slow answers waited, one entry each. */
  readonly waitedMs: readonly number[];
}

/** A directory that is removed when the test ends. */
export async function createStateDir(): Promise<string> {
  const stateDir = await mkdtemp(join(tmpdir(), 'watchkeeper-target-'));
  onTestFinished(() => rm(stateDir, { recursive: true }));
  return stateDir;
}

/** Starts a target on free ports; slow answers are recorded, not waited for, unless there is a `wait`. */
export async function start(
  startTarget: StartTarget,
  { wait }: { readonly wait?: Wait } = {},
): Promise<TargetUnderTest> {
  const waitedMs: number[] = [];
  const recordWait: Wait = async (durationMs) => {
    waitedMs.push(durationMs);
  };
  const stateDir = await createStateDir();
  const target = await startTarget({ stateDir, ports: { http: 0, https: 0 }, wait: wait ?? recordWait });
  onTestFinished(() => target.close());
  const ca = await readFile(join(stateDir, 'ca.pem'), 'utf8');
  const get = (scheme: string, path: string, options: VisitOptions = {}) =>
    visit(`${target.urls[scheme]}${path}`, { ca, ...options });
  return {
    target,
    ca,
    get,
    statusOf: (scheme, path, options) => outcomeOf(get(scheme, path, options)),
    readDaysLeft: () => readDaysLeft(portOf(target, 'https')),
    waitedMs,
  };
}

/** The port in one of the target's URLs. */
export function portOf(target: Target, scheme: 'http' | 'https'): number {
  return Number(new URL(target.urls[scheme] ?? '').port);
}

function readDaysLeft(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const leftMs = Date.parse(socket.getPeerCertificate().valid_to) - Date.now();
      socket.destroy();
      resolve(Math.floor(leftMs / DAY_MS));
    });
  });
}
