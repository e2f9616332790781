import { describe, expect, it } from 'vitest';
import { rdsRegionOf } from '../../../shared/postgres/rds-region.ts';

describe('rdsRegionOf()', () => {
  it.each([
    ['orders.abc123.eu-central-1.rds.amazonaws.com', 'eu-central-1'],
    ['orders.cluster-ro-abc123.us-gov-west-1.rds.amazonaws.com', 'us-gov-west-1'],
    ['orders.abc123.rds.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['orders.abc123.cn-northwest-1.rds.amazonaws.com.cn', 'cn-northwest-1'],
    ['db.shop.example', undefined],
    ['eu-central-1.rds.amazonaws.com.shop.example', undefined],
  ])('reads the region of %s', (host, region) => {
    expect(rdsRegionOf(host)).toBe(region);
  });
});
