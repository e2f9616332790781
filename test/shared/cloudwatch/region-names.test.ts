import { describe, expect, it } from 'vitest';
import { partitionOf, regionName } from '../../../shared/cloudwatch/region-names.ts';

describe('regionName()', () => {
  it.each([
    ['us-east-1', 'US East (N. Virginia)'],
    ['eu-central-1', 'EU (Frankfurt)'],
    ['ap-northeast-1', 'Asia Pacific (Tokyo)'],
    ['xx-new-9', 'xx-new-9'],
    ['constructor', 'constructor'],
  ])('calls %s "%s"', (region, name) => {
    expect(regionName(region)).toBe(name);
  });
});

describe('partitionOf()', () => {
  it.each([
    ['eu-west-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('puts %s into %s', (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
  });
});
