import { describe, expect, it } from 'vitest';
import { alarmConsoleUrl, dashboardConsoleUrl } from '../../../shared/cloudwatch/console-links.ts';

describe('alarmConsoleUrl()', () => {
  it.each([
    [
      'eu-central-1',
      'https://eu-central-1.console.aws.amazon.com/cloudwatch/deeplink.js?region=eu-central-1#alarmsV2:alarm/a%2Fb%20c',
    ],
    [
      'cn-north-1',
      'https://cn-north-1.console.amazonaws.cn/cloudwatch/deeplink.js?region=cn-north-1#alarmsV2:alarm/a%2Fb%20c',
    ],
    [
      'us-gov-west-1',
      'https://us-gov-west-1.console.amazonaws-us-gov.com/cloudwatch/deeplink.js?region=us-gov-west-1#alarmsV2:alarm/a%2Fb%20c',
    ],
  ])('leads to the console of %s', (region, url) => {
    expect(alarmConsoleUrl(region, 'a/b c')).toBe(url);
  });
});

describe('dashboardConsoleUrl()', () => {
  it('leads to the dashboard', () => {
    expect(dashboardConsoleUrl('eu-central-1', 'shop-prod-overview')).toBe(
      'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#dashboards/dashboard/shop-prod-overview',
    );
  });
});
