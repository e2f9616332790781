/** Tells whether an auto-pausing Aurora cluster sleeps, without waking it up. */
export interface PausedClusters {
  /** Undefined where nobody knows: then it is asked as if it were awake. Never rejects. */
  isPaused(clusterArn: string): Promise<boolean | undefined>;
}
