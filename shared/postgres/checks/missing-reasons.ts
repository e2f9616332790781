/** Why an alarm on a sampled value keeps its state while data are missing. */
export const aGapTellsNothing =
  'a gap tells nothing about the database: the last verdict stands until there is a new sample';

/** Why an alarm on a rate keeps its state while data are missing. */
export const unknownRate =
  'a rate is unknown after a restart, a reset of statistics or a gap: the last verdict stands until two samples can be compared';

/** Why missing data are good data where only calls make a value. */
export const noCallNoProblem = 'nothing is published where nothing was called: no traffic is no problem';
