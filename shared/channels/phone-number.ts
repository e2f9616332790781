/** True for a number that SNS texts: E.164, e.g. `+12025550101`. */
export function isPhoneNumber(value: unknown): value is string {
  return typeof value === 'string' && /^\+[1-9]\d{6,14}$/.test(value);
}
