import { describe, expect, it } from 'vitest';
import { createIamToken } from '../../../functions/aws/iam-token.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'very-secret-key' };
const query = { host: 'shop.c0example.eu-central-1.rds.amazonaws.com', port: 5432, user: 'watch' };

describe('createIamToken()', () => {
  it.each([
    ['eu-central-1', query.host],
    ['us-gov-west-1', 'shop.cluster-c0example.us-gov-west-1.rds.amazonaws.com'],
    ['cn-north-1', 'shop.c0example.cn-north-1.rds.amazonaws.com.cn'],
  ])('signs for the region of the host, %s', async (region, host) => {
    const token = new URL(`https://${await createIamToken({ credentials })({ ...query, host })}`);
    expect(token.host).toBe(`${host}:5432`);
    expect(token.searchParams.get('DBUser')).toBe('watch');
    expect(token.searchParams.get('X-Amz-Credential')).toContain(`/${region}/rds-db/`);
  });

  it.each(['db.example', '127.0.0.1', 'rds.amazonaws.com', 'shop.eu-central-1.rds.amazonaws.com.evil.example'])(
    'refuses the host %s, which names no region',
    async (host) => {
      await expect(createIamToken({ credentials })({ ...query, host })).rejects.toThrow(
        `Cannot make an IAM token for "${host}": must be a host name below "<region>.rds.amazonaws.com"`,
      );
    },
  );

  it('tells what could not be signed, without what the signer says', async () => {
    const failing = async () => Promise.reject(new Error('very-secret-key is bad'));
    const error = await createIamToken({ credentials: failing })(query).catch((rejection: Error) => rejection);
    expect(String(error)).toMatch(/Cannot make an IAM token for "watch" on "shop/);
    expect(String(error)).not.toContain('very-secret-key');
  });
});
