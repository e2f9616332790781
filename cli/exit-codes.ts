/** What the command's exit code says to a script. */
export const exitCodes = {
  ok: 0,
  /** What was asked for failed: a problem in the definition, an endpoint that is down, a refused call. */
  failed: 1,
  /** The command itself was written wrongly: an unknown verb, option or name. */
  usage: 2,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
