/**
 * How long an incident waits whose alarm depends on something. Alarms of one cause go on within two of CloudWatch's minutes
 * of each other, in any order: by then the cause is known, and is told alone.
 */
export const settleMs = 90_000;
