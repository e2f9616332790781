/**
 * The region in the host name of an RDS instance or cluster, `<name>.<random>.<region>.rds.amazonaws.com`; in China, below
 * `amazonaws.com.cn`, the two parts may stand the other way round. Undefined for any other host.
 */
export function rdsRegionOf(host: string): string | undefined {
  const [, before, behind] =
    /\.(?:([a-z0-9-]+)\.rds\.amazonaws\.com(?:\.cn)?|rds\.([a-z0-9-]+)\.amazonaws\.com\.cn)$/.exec(host) ?? [];
  return before ?? behind;
}
