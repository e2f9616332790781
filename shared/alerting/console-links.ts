import { partitionOf } from '../cloudwatch/region-names.ts';

/** Where CloudWatch's console shows an alarm. */
export function alarmConsoleUrl(region: string, alarmName: string): string {
  return `${consoleUrl(region, 'deeplink.js')}#alarmsV2:alarm/${encodeURIComponent(alarmName)}`;
}

/** Where CloudWatch's console shows a dashboard. */
export function dashboardConsoleUrl(region: string, dashboardName: string): string {
  return `${consoleUrl(region, 'home')}#dashboards/dashboard/${encodeURIComponent(dashboardName)}`;
}

const domains = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
} as const;

function consoleUrl(region: string, page: string): string {
  return `https://${region}.${domains[partitionOf(region)]}/cloudwatch/${page}?region=${region}`;
}
