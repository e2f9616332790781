import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { timingFlags } from '../../../shared/probes/timing-flags.ts';

/** What V8 says about a flag in a process of its own: nothing where it knows it. */
function complaintAbout(flag: string): string {
  const script = `require('node:v8').setFlagsFromString(${JSON.stringify(flag)})`;
  return spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stderr;
}

describe('timingFlags', () => {
  it.each(timingFlags)('V8 knows %s', (flag) => {
    expect(complaintAbout(flag)).toBe('');
  });

  it('would be noticed if V8 did not know them', () => {
    expect(complaintAbout('--no-such-flag')).toContain('unrecognized flag --no-such-flag');
  });
});
