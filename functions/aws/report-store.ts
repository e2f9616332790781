import { GetObjectCommand, PutObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Clock } from '../../shared/ports/clock.ts';
import type { ReportStore } from '../../shared/ports/report-store.ts';

/** A link that is signed with the credentials of a role ends with them; those of a function hold some hours. */
const mostLinkMs = 6 * 3_600_000;

/** Less is no use to a reader; the signature's own least is 1 s. */
const leastLinkMs = 1_000;

/**
 * Keeps reports in a private bucket and signs a link to each (using-presigned-url.html). The link says the time that really
 * holds: until the credentials end where they say when, otherwise 6 hours at most and maybe less.
 */
export function createReportStore({
  client,
  bucket,
  clock,
  timeoutMs,
}: {
  readonly client: S3ClientConfig;
  readonly bucket: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
}): ReportStore {
  const s3 = new S3Client(client);
  return {
    async put({ id, name, html }) {
      const Key = `reports/${id}/${name}.html`;
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key,
        Body: html,
        ContentType: 'text/html; charset=utf-8',
        CacheControl: 'private, no-store',
      });
      await s3.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) });
      const { expiration, sessionToken } = await s3.config.credentials();
      const credentialsEndMs = expiration?.getTime() ?? Number.POSITIVE_INFINITY;
      const nowMs = clock.now();
      const lastsMs = Math.max(leastLinkMs, Math.min(mostLinkMs, credentialsEndMs - nowMs));
      const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key }), {
        expiresIn: Math.floor(lastsMs / 1_000),
      });
      // Keys of a user never end; those of a role do, and a function is not told when.
      const isCertain = expiration !== undefined || sessionToken === undefined;
      return { url, endsAtMs: nowMs + lastsMs, isCertain };
    },
  };
}
