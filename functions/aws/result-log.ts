import { type ProbeLogLine, probeLogType } from '../../shared/model/probe-log.ts';
import type { ResultLog } from '../../shared/ports/result-log.ts';

/**
 * Writes one line of JSON per result. Straight to stdout rather than by `console`, which Lambda prefixes with a time and an
 * id: a line that is JSON from its first character is searchable by field in CloudWatch Logs.
 */
export function createResultLog(write: (line: string) => void = (line) => void process.stdout.write(line)): ResultLog {
  return {
    write(result, { job, scheduledAtMs }) {
      const line: ProbeLogLine = { level: 'INFO', type: probeLogType, job, scheduledAtMs, result };
      write(`${JSON.stringify(line)}\n`);
    },
  };
}
