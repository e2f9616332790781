import { describe, expect, it } from 'vitest';
import { arnOf } from '../../../shared/cloudwatch/arn.ts';

describe('arnOf()', () => {
  it.each([
    ['eu-central-1', 'arn:aws:sns:eu-central-1:111122223333:t'],
    ['cn-north-1', 'arn:aws-cn:sns:cn-north-1:111122223333:t'],
    ['us-gov-west-1', 'arn:aws-us-gov:sns:us-gov-west-1:111122223333:t'],
  ])('names the partition of %s', (region, arn) => {
    expect(arnOf('sns', { region, account: '111122223333' }, 't')).toBe(arn);
  });

  it('has a placeholder where there is no account', () => {
    expect(arnOf('sns', { region: 'eu-central-1' }, 't')).toBe('arn:aws:sns:eu-central-1:000000000000:t');
  });
});
