import { describe, expect, it } from 'vitest';
import { identifyAlarm } from '../../../shared/alerting/identify-alarm.ts';
import { sampleContext, sampleNotification } from '../../support/alert-samples.ts';

const config = {
  alarms: { 'shop-prod/endpoint/web/down': { ...sampleContext, region: 'eu-central-1' } },
  severityTopics: { 'shop-prod-warning': 'warning' },
} as const;

const unknown = (AlarmDescription: string | null, topic?: string) =>
  identifyAlarm(sampleNotification({ AlarmName: 'by-hand', AlarmDescription }), config, topic);

describe('identifyAlarm()', () => {
  it('knows an alarm of the plan by its name', () => {
    expect(identifyAlarm(sampleNotification(), config)).toMatchObject(sampleContext);
  });

  it('reads an alarm that is newer than the router from its description', () => {
    expect(unknown('[info] basket is slow.\nIt took long.\nRunbook: https://wiki.shop.example/basket')).toEqual({
      severity: 'info',
      title: 'basket is slow',
      meaning: 'It took long.',
      runbook: 'https://wiki.shop.example/basket',
    });
  });

  it.each([
    { what: 'its topic says', topic: 'shop-prod-warning', severity: 'warning' },
    { what: 'critical, where its topic is not known', topic: 'else', severity: 'critical' },
    { what: 'critical, where nothing is known', topic: undefined, severity: 'critical' },
    { what: 'critical, where the topic has a name of the language', topic: 'constructor', severity: 'critical' },
  ])('takes a foreign alarm for what $what', ({ topic, severity }) => {
    expect(unknown('Made by hand', topic)).toEqual({
      severity,
      title: 'alarm "by-hand" is on',
      meaning: 'Made by hand',
    });
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'does not mistake the name %j for an alarm of the plan',
    (AlarmName) => {
      const context = identifyAlarm(sampleNotification({ AlarmName, AlarmDescription: null }), config);
      expect(context).toEqual({ severity: 'critical', title: `alarm "${AlarmName}" is on`, meaning: '' });
    },
  );
});
