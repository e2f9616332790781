import { describe, expect, it } from 'vitest';
import { describeEnd } from '../../../shared/alerting/describe-end.ts';
import type { AlarmSubject } from '../../../shared/model/alarm.ts';

const endpoint = (aspect: 'down' | 'slow' | 'certificate'): AlarmSubject => ({
  kind: 'endpoint',
  endpoint: 'web',
  aspect,
});

describe('describeEnd()', () => {
  it.each<{ title: string; subject?: AlarmSubject; after: string; unknown: string }>([
    { title: 'web is down', subject: endpoint('down'), after: 'web was down for 12 minutes', unknown: 'web was down' },
    { title: 'web is slow', subject: endpoint('slow'), after: 'web was slow for 12 minutes', unknown: 'web was slow' },
    {
      title: 'certificate of web expires in less than 7 days',
      subject: endpoint('certificate'),
      after: 'certificate of web was renewed',
      unknown: 'certificate of web was renewed',
    },
    {
      title: 'no result from probe/1m for 3m',
      subject: { kind: 'job', job: 'probe/1m' },
      after: 'probe/1m reports again after 12 minutes',
      unknown: 'probe/1m reports again',
    },
    {
      title: 'alert-router fails',
      subject: { kind: 'function', function: 'alert-router', aspect: 'errors' },
      after: 'alert-router failed for 12 minutes',
      unknown: 'alert-router failed',
    },
    {
      title: 'channel chat fails',
      subject: { kind: 'channel', channel: 'chat' },
      after: 'channel chat has not failed again',
      unknown: 'channel chat has not failed again',
    },
    {
      title: 'no sweep of the alert router for 15 minutes',
      subject: { kind: 'router' },
      after: 'the alert router sweeps again after 12 minutes',
      unknown: 'the alert router sweeps again',
    },
    {
      title: 'topic severity/critical does not reach everybody',
      subject: { kind: 'topic', topic: 'severity/critical' },
      after: 'topic severity/critical did not reach everybody for 12 minutes',
      unknown: 'topic severity/critical did not reach everybody',
    },
    ...(
      [
        ['orders reads too much from disk', 'orders read too much from disk'],
        ['orders does not answer', 'orders did not answer'],
        ['orders has a long-running query', 'orders had a long-running query'],
        ['MRR is below 1,000 EUR', 'MRR was below 1,000 EUR'],
        ['daily orders gives error or timeout', 'daily orders gave error or timeout'],
      ] as const
    ).map(([title, past]) => ({ title, after: `${past} for 12 minutes`, unknown: past })),
    { title: 'payments are late', after: 'payments were late for 12 minutes', unknown: 'payments were late' },
    { title: 'something odd', after: 'over after 12 minutes: something odd', unknown: 'over: something odd' },
  ])('says that "$title" is over', ({ title, subject, after, unknown }) => {
    const context = { title, ...(subject === undefined ? {} : { subject }) };
    expect(describeEnd(context, 12 * 60_000)).toBe(after);
    expect(describeEnd(context, undefined)).toBe(unknown);
  });
});
