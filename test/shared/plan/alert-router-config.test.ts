import { describe, expect, it } from 'vitest';
import { alertRouterConfig } from '../../../shared/plan/alert-router-config.ts';
import { samplePlan } from '../../support/sample-plan.ts';

const plan = samplePlan();
const config = alertRouterConfig(plan);

describe('alertRouterConfig()', () => {
  it('knows every alarm of a severity topic, and none of the watcher’s', () => {
    const told = plan.alarms.filter(({ topic }) => !topic.startsWith('watcher/')).map(({ name }) => name);
    expect(Object.keys(config.alarms)).toEqual(told);
    expect(told).toContain('shop-prod/endpoint/web/down');
  });

  it('keeps of an alarm what a message needs', () => {
    const alarm = plan.alarms.find(({ name }) => name === 'shop-prod/endpoint/web/down');
    expect(config.alarms['shop-prod/endpoint/web/down']).toEqual({
      id: 'endpoint/web/down',
      routing: plan.routing['endpoint/web/down'],
      runbook: alarm?.runbook,
      severity: alarm?.severity,
      subject: alarm?.subject,
      title: alarm?.title,
      meaning: alarm?.meaning,
      region: alarm?.region,
    });
  });

  it('knows a topic of each channel that SNS delivers, and the worth of each severity topic', () => {
    expect(config.channelTopics).toEqual({
      engineering: 'shop-prod-channel-engineering',
      phone: 'shop-prod-channel-phone',
      'ada/sms': 'shop-prod-person-ada-sms',
      'ada/email': 'shop-prod-person-ada-email',
    });
    expect(config.severityTopics).toEqual({
      'shop-prod-critical': 'critical',
      'shop-prod-warning': 'warning',
      'shop-prod-info': 'info',
    });
  });

  it('knows where the probes log, and which dashboard to link to', () => {
    expect(config.probeLogs).toEqual([
      { region: 'eu-central-1', logGroup: '/aws/lambda/shop-prod-endpoint-probe' },
      { region: 'us-east-1', logGroup: '/aws/lambda/shop-prod-endpoint-probe' },
    ]);
    expect(config.findingLogs.every(({ region }) => region === 'eu-central-1')).toBe(true);
    expect(config.findingLogs.map(({ logGroup }) => logGroup)).toContain('/aws/lambda/shop-prod-kpi-query');
    expect(config.dashboard).toBe('shop-prod-overview');
  });

  it('is plain data without a secret’s value', () => {
    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
    expect(config.channels.chat).toEqual({ kind: 'slack', webhook: { secret: 'slack/engineering' } });
  });
});
