/** What a person can do about an incident. */
export type IncidentAction =
  | { readonly action: 'acknowledge'; readonly note?: string }
  /** `falseAlarm`: nothing was wrong; counted. */
  | { readonly action: 'resolve'; readonly reason?: string; readonly falseAlarm?: true }
  /** Reminders and further steps wait until then (epoch milliseconds), or until the incident is over. */
  | { readonly action: 'silence'; readonly reason: string; readonly untilMs: number };

/** An action with the name of whoever takes it. `seenActions` (`Incident.actions`) refuses a form that somebody was faster than. */
export type AttributedAction = IncidentAction & { readonly by: string; readonly seenActions?: number };

export type IncidentActionName = IncidentAction['action'];

/** The longest silence: who wants more plans maintenance. */
export const longestSilenceMs = 7 * 86_400_000;

/** What became of an action: done, or one sentence on why not. */
export type ActionOutcome = { readonly done: true } | { readonly done: false; readonly problem: string };
