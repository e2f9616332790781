/** Calls the router back at a moment: one-shot schedules on AWS, the watch's own clock on one machine. */
export interface WakeUps {
  /**
   * Asks to look at an alarm's record at a moment (epoch milliseconds); soon where it has passed. Asking twice for the same is
   * asking once. A wake-up may be lost, late or doubled: the sweep makes up for it. Rejects where it cannot be asked for.
   */
  set(wakeUp: { readonly alarm: string; readonly atMs: number }): Promise<void>;
}
