import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmNotification, MathTrigger, MetricTrigger } from '../../../shared/cloudwatch/alarm-notification.ts';
import {
  consoleUrl,
  nativeEmailBody,
  nativeEmailSubject,
  nativeSmsText,
} from '../../../shared/cloudwatch/native-message.ts';

const trigger: MetricTrigger = {
  MetricName: 'Up',
  Namespace: 'Shop/prod',
  StatisticType: 'Statistic',
  Statistic: 'MINIMUM',
  Unit: null,
  Dimensions: [
    { value: 'web', name: 'endpoint' },
    { value: 'eu-central-1', name: 'location' },
  ],
  Period: 60,
  EvaluationPeriods: 3,
  DatapointsToAlarm: 2,
  ComparisonOperator: 'LessThanThreshold',
  Threshold: 1,
  TreatMissingData: 'notBreaching',
  EvaluateLowSampleCountPercentile: '',
};

const notification: AlarmNotification = {
  AlarmName: 'shop-prod web down',
  AlarmDescription: 'critical: web is down.',
  AWSAccountId: '111122223333',
  NewStateValue: 'ALARM',
  NewStateReason: 'Threshold Crossed: ...',
  StateChangeTime: '2026-01-02T03:04:05.678+0000',
  Region: 'EU (Frankfurt)',
  AlarmArn: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop-prod web down',
  OldStateValue: 'OK',
  OKActions: [],
  AlarmActions: [
    'arn:aws:sns:eu-central-1:111122223333:shop-prod-critical',
    'arn:aws:sns:eu-central-1:111122223333:audit',
  ],
  InsufficientDataActions: [],
  Trigger: trigger,
};

describe('nativeSmsText()', () => {
  it('is the state, the name and the region, and nothing else', () => {
    expect(nativeSmsText(notification)).toBe('ALARM: "shop-prod web down" in EU (Frankfurt)');
  });

  it('cuts the name to 90 characters', () => {
    const text = nativeSmsText({ ...notification, AlarmName: 'x'.repeat(91) });
    expect(text).toBe(`ALARM: "${'x'.repeat(87)}..." in EU (Frankfurt)`);
    expect(nativeSmsText({ ...notification, AlarmName: 'x'.repeat(90) })).toContain(`"${'x'.repeat(90)}"`);
  });

  it('has an underscore for each run of characters that are not ASCII', () => {
    expect(nativeSmsText({ ...notification, AlarmName: 'größte Störung 🔥🔥\n!' })).toBe(
      'ALARM: "gr_te St_rung _!" in EU (Frankfurt)',
    );
  });
});

describe('nativeEmailSubject()', () => {
  it('is what the SMS is where it fits', () => {
    expect(nativeEmailSubject(notification)).toBe(nativeSmsText(notification));
  });

  it('cuts the name so that the whole has 100 characters', () => {
    const long = { ...notification, AlarmName: 'x'.repeat(255), NewStateValue: 'INSUFFICIENT_DATA' } as const;
    const subject = nativeEmailSubject(long);
    expect(subject).toHaveLength(100);
    expect(subject).toMatch(/^INSUFFICIENT_DATA: "x+\.\.\." in EU \(Frankfurt\)$/);
  });

  it('is one line of printable ASCII for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 255 }), (AlarmName) => {
        const subject = nativeEmailSubject({ ...notification, AlarmName });
        expect(subject).toMatch(/^[\x20-\x7e]+$/);
        expect(subject.length).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('nativeEmailBody()', () => {
  it('tells the alarm, the threshold, the metric and the actions', () => {
    expect(nativeEmailBody(notification)).toBe(
      [
        'You are receiving this email because your Amazon CloudWatch Alarm "shop-prod web down" in the EU (Frankfurt) region has entered the ALARM state, because "Threshold Crossed: ..." at "Friday 02 January, 2026 03:04:05 UTC".',
        '',
        'View this alarm in the AWS Management Console:',
        'https://eu-central-1.console.aws.amazon.com/cloudwatch/deeplink.js?region=eu-central-1#alarmsV2:alarm/shop-prod%20web%20down',
        '',
        'Alarm Details:',
        '- Name:                       shop-prod web down',
        '- Description:                critical: web is down.',
        '- State Change:               OK -> ALARM',
        '- Reason for State Change:    Threshold Crossed: ...',
        '- Timestamp:                  Friday 02 January, 2026 03:04:05 UTC',
        '- AWS Account:                111122223333',
        '- Alarm Arn:                  arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop-prod web down',
        '',
        'Threshold:',
        '- The alarm is in the ALARM state when the metric is LessThanThreshold 1.0 for at least 2 of the last 3 period(s) of 60 seconds.',
        '',
        'Monitored Metric:',
        '- MetricNamespace:                     Shop/prod',
        '- MetricName:                          Up',
        '- Dimensions:                          [endpoint = web] [location = eu-central-1]',
        '- Period:                              60 seconds',
        '- Statistic:                           Minimum',
        '- Unit:                                not specified',
        '- TreatMissingData:                    notBreaching',
        '',
        '',
        'State Change Actions:',
        '- OK:',
        '- ALARM: [arn:aws:sns:eu-central-1:111122223333:shop-prod-critical, arn:aws:sns:eu-central-1:111122223333:audit]',
        '- INSUFFICIENT_DATA:',
        '',
      ].join('\n'),
    );
  });

  it('tells the expression of a metric math alarm', () => {
    const { Period, EvaluationPeriods, ComparisonOperator, Threshold, TreatMissingData } = trigger;
    const math: MathTrigger = {
      ...{ Period, EvaluationPeriods, ComparisonOperator, TreatMissingData, EvaluateLowSampleCountPercentile: '' },
      ...(Threshold === undefined ? {} : { Threshold }),
      Metrics: [
        { Expression: '100 * m1 / m2', Id: 'e1', Label: 'Error ratio', ReturnData: true },
        { Expression: 'm1', Id: 'e2', Label: 'Hidden', ReturnData: false },
      ],
    };
    const body = nativeEmailBody({ ...notification, Trigger: math });
    expect(body).toContain(
      'Monitored Metrics:\n- MetricExpression:           100 * m1 / m2\n- MetricLabel:                Error ratio\n\nState Change Actions:',
    );
    expect(body).toContain('for at least 3 of the last 3 period(s)');
    expect(body).not.toContain('Hidden');
  });

  it('names a percentile as it is', () => {
    const { Statistic, ...rest } = trigger;
    const percentile: MetricTrigger = { ...rest, StatisticType: 'ExtendedStatistic', ExtendedStatistic: 'p99' };
    expect(nativeEmailBody({ ...notification, Trigger: percentile })).toMatch(/- Statistic: +p99\n/);
  });

  it('does without a trigger', () => {
    const { Trigger, ...composite } = notification;
    expect(nativeEmailBody(composite)).toMatch(/alarm:shop-prod web down\n\nState Change Actions:/);
  });
});

describe('consoleUrl()', () => {
  it.each([
    [
      'cn-north-1',
      'https://cn-north-1.console.amazonaws.cn/cloudwatch/deeplink.js?region=cn-north-1#alarmsV2:alarm/a%2Fb',
    ],
    [
      'us-gov-west-1',
      'https://us-gov-west-1.console.amazonaws-us-gov.com/cloudwatch/deeplink.js?region=us-gov-west-1#alarmsV2:alarm/a%2Fb',
    ],
    ['', 'https://console.aws.amazon.com/cloudwatch/deeplink.js#alarmsV2:alarm/a%2Fb'],
    ['evil.example/', 'https://console.aws.amazon.com/cloudwatch/deeplink.js#alarmsV2:alarm/a%2Fb'],
  ])('of region "%s"', (region, url) => {
    expect(consoleUrl({ AlarmName: 'a/b', AlarmArn: `arn:aws:cloudwatch:${region}:111122223333:alarm:a/b` })).toBe(url);
  });

  it('is a URL for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (AlarmName) => {
        expect(URL.canParse(consoleUrl({ AlarmName: `${AlarmName}\ud800`, AlarmArn: '' }))).toBe(true);
      }),
    );
  });
});
