import { partitionOf } from './region-names.ts';

/** Where CloudWatch's console shows an alarm; without a region, in that of the reader's session. */
export function alarmConsoleUrl(region: string | undefined, alarmName: string): string {
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

function consoleUrl(region: string | undefined, page: string): string {
  if (region === undefined) return `https://${domains.aws}/cloudwatch/${page}`;
  return `https://${region}.${domains[partitionOf(region)]}/cloudwatch/${page}?region=${region}`;
}
