import type { SignerConfig } from '@aws-sdk/rds-signer';
import type { IamTokenQuery } from '../../shared/postgres/direct/find-target.ts';
import { rdsRegionOf } from '../../shared/postgres/rds-region.ts';

/** What signs tokens; default: the role of the function. */
export interface IamTokenParts {
  readonly credentials?: NonNullable<SignerConfig['credentials']>;
}

/**
 * Makes RDS IAM tokens, which log in within 15 minutes (UsingWithRDS.IAMDBAuth.Connecting.html). The region is the host's.
 * Rejects, without a credential in its message, where the host is not RDS's own name or nothing can sign.
 */
export function createIamToken({ credentials }: IamTokenParts = {}): (query: IamTokenQuery) => Promise<string> {
  return async ({ host, port, user }) => {
    const region = rdsRegionOf(host);
    if (region === undefined) {
      throw new Error(`Cannot make an IAM token for "${host}": must be a host name below "<region>.rds.amazonaws.com"`);
    }
    const { Signer } = await import('@aws-sdk/rds-signer');
    const signer = new Signer({
      region,
      hostname: host,
      port,
      username: user,
      ...(credentials === undefined ? {} : { credentials }),
    });
    try {
      return await signer.getAuthToken();
    } catch (error) {
      const { name } = error instanceof Error ? error : new Error(String(error));
      throw new Error(`Cannot make an IAM token for "${user}" on "${host}": nothing can sign it (${name})`, {
        cause: error,
      });
    }
  };
}
