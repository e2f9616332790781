/** Waits in the clock's time; stepped in scenarios. */
export interface Timer {
  /** Resolves after the time, or at once when the signal aborts. Never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}
