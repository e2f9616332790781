/** How much an alert matters, most urgent first. The policy of a severity decides who is told and when. */
export const severities = ['critical', 'warning', 'info'] as const;

export type Severity = (typeof severities)[number];
