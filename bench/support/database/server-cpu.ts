import { readFileSync } from 'node:fs';

/** Linux counts the time of ended processes in hundredths of a second (`getconf CLK_TCK`). */
const tickMs = 10;

/**
 * Processor time that a PostgreSQL server has used until now, in milliseconds: its processes that run, to the nanosecond
 * (/proc/<pid>/schedstat), and those that ended, to the tick, so it takes many runs to measure. NaN outside of Linux.
 */
export function readServerCpuMs(postmaster: number): number {
  try {
    const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ');
    const running = [String(postmaster), ...children].map(readRunningMs);
    return running.reduce((sum, ms) => sum + ms, readEndedMs(postmaster));
  } catch {
    return Number.NaN;
  }
}

function readRunningMs(pid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return 0; // It ended since it was listed.
  }
}

/** `cutime` and `cstime` of proc_pid_stat(5), fields 16 and 17; the name in field 2 may hold spaces. */
function readEndedMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * tickMs;
}
