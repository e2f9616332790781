/** Names under which AWS services refuse for load, whatever the status code (docs.aws.amazon.com, "Error retries"). */
const throttled = /throttl|toomanyrequests|requestlimitexceeded|slowdown|bandwidthlimit/i;

/** Whether an AWS call that failed may succeed later: throttled, failed on their side, or no answer at all. */
export function isWorthRetrying(error: unknown): boolean {
  const { name = '', $metadata } = error as {
    readonly name?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode;
  if (status === undefined || status < 400 || status >= 500) return true;
  return status === 408 || status === 429 || throttled.test(name);
}
