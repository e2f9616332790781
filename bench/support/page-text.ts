/** A text in every page of the target, for probes to look for. */
export const pageText = 'Add to basket';
