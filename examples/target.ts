/** The file in a target's state directory that holds the certificate (PEM) of the authority a client must trust. */
export const CERTIFICATE_AUTHORITY_FILE = 'ca.pem';

/** The file in a target's state directory that holds its secrets, in the form of `.env.local`. */
export const SECRETS_FILE = 'secrets.env';

/** One way in which a target can be broken on purpose, as the console offers it. */
export interface Fault {
  readonly id: string;
  /** What is wrong, in two or three words: "Slow answers". */
  readonly title: string;
  /** What a visitor would notice. */
  readonly description: string;
  readonly active: boolean;
}

/** A running example system: something real to monitor that can be broken and healed while it runs. */
export interface Target {
  readonly name: string;
  /** Where it listens, by name of the port (`http`, `https`); stays the same while it is down. */
  readonly urls: Readonly<Record<string, string>>;
  readonly listFaults: () => readonly Fault[];
  /**
   * Values of secrets that exist only while it runs, such as the passwords of its database's roles, by name. Also written to
   * `secrets.env` in its state directory, so that other commands find them.
   */
  readonly secrets?: Readonly<Record<string, string>>;
  /**
   * Breaks or heals; resolves once every visitor sees the change, those with an open connection too. Active faults add up.
   * Rejects, with nothing changed, for an unknown id or when the target cannot listen again because its port was taken.
   */
  readonly setFault: (id: string, active: boolean) => Promise<void>;
  /** Stops listening and ends every connection. Closing twice is allowed. */
  readonly close: () => Promise<void>;
}

/** How a target is started. */
export interface TargetOptions {
  /** Where the target writes what its visitors must know, such as `ca.pem`; created when missing. */
  readonly stateDir: string;
  /** Ports by name, in place of the target's own; 0 picks a free one. */
  readonly ports?: Readonly<Record<string, number>>;
  /** How the time of a slow answer passes, in milliseconds; real time unless given. Rejects when the signal aborts. */
  readonly wait?: Wait;
}

/** Lets time pass; rejects when the signal aborts. */
export type Wait = (durationMs: number, signal: AbortSignal) => Promise<void>;

/** What every `examples/<name>/target.ts` exports as `startTarget`. Rejects, with nothing left running, when it cannot start. */
export type StartTarget = (options: TargetOptions) => Promise<Target>;
