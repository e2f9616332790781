/** Wall-clock time as epoch milliseconds; stepped in scenarios, compressed by `--speed` on one machine. */
export interface Clock {
  now(): number;
}
