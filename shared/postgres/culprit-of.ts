/** The member `culprit` of a measurement, behind its lead; left out where nobody is to blame. */
export function culpritOf(culprit: string | undefined, lead = ''): { readonly culprit?: string } {
  return culprit === undefined ? {} : { culprit: `${lead}${culprit}` };
}
