/** How much the API of the console answers and takes at most. */
export const apiLimits = {
  /** Of the list; those that are open are never left out. */
  incidents: 200,
  deliveries: 500,
  /** Of the name of whoever acts. */
  nameCharacters: 80,
  /** Of a note or a reason. */
  textCharacters: 1_000,
} as const;
