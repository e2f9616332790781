import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAlarmNotification } from '../../../shared/cloudwatch/parse-alarm-notification.ts';

const least = {
  AlarmName: 'shop-prod web down',
  NewStateValue: 'ALARM',
  NewStateReason: 'Threshold Crossed: ...',
  StateChangeTime: '2026-01-02T03:04:05.678+0000',
};

const full = {
  ...least,
  AlarmDescription: null,
  AWSAccountId: '111122223333',
  Region: 'EU (Frankfurt)',
  AlarmArn: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop-prod web down',
  OldStateValue: 'OK',
  OKActions: [],
  AlarmActions: ['arn:aws:sns:eu-central-1:111122223333:shop-prod-critical'],
  InsufficientDataActions: [],
};

const read = (body: object) => parseAlarmNotification(JSON.stringify(body));

function notificationOf(body: object) {
  const parsed = read(body);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.notification;
}

describe('parseAlarmNotification()', () => {
  it('reads a message', () => {
    expect(read(full)).toEqual({ ok: true, notification: full });
  });

  it('needs no more than the name, the new state, the reason and the time', () => {
    expect(notificationOf(least)).toEqual({
      ...least,
      AlarmDescription: null,
      AWSAccountId: '',
      Region: '',
      AlarmArn: '',
      OldStateValue: 'INSUFFICIENT_DATA',
      OKActions: [],
      AlarmActions: [],
      InsufficientDataActions: [],
    });
  });

  it('ignores fields it does not know', () => {
    expect(notificationOf({ ...full, NewThing: { deep: [1, 2] }, AlarmRule: 'ALARM(a)' })).toEqual(full);
  });

  it('keeps the mark of a message that a mute rule held back', () => {
    expect(notificationOf({ ...full, ActionExecutedAfterMuteWindow: true }).ActionExecutedAfterMuteWindow).toBe(true);
  });

  it('takes a composite alarm, which had no state before it was created and has no trigger', () => {
    const notification = notificationOf({
      ...full,
      OldStateValue: 'N/A',
      AlarmRule: 'ALARM(a)',
      TriggeringChildren: [],
    });
    expect(notification.OldStateValue).toBe('INSUFFICIENT_DATA');
    expect(notification).not.toHaveProperty('Trigger');
  });

  it('drops a trigger it does not understand rather than the alarm', () => {
    expect(notificationOf({ ...full, Trigger: { PromQL: 'up == 0' } })).toEqual(full);
  });

  it('drops actions that are no texts', () => {
    expect(notificationOf({ ...full, OKActions: [1, null, 'arn:aws:sns:x'] }).OKActions).toEqual(['arn:aws:sns:x']);
    expect(notificationOf({ ...full, OKActions: 'arn:aws:sns:x' }).OKActions).toEqual([]);
  });

  const noObject = 'it is no JSON object, must be the message of a CloudWatch alarm';

  it.each([
    ['', noObject],
    ['Hello', noObject],
    ['null', noObject],
    ['[]', noObject],
    ['"ALARM"', noObject],
    ['{"AlarmName":', noObject],
    ['{}', '"AlarmName" is missing, must be there'],
    [JSON.stringify({ ...least, AlarmName: '' }), '"AlarmName" is missing, must be there'],
    [JSON.stringify({ ...least, AlarmName: ['web'] }), '"AlarmName" is no text, must be one'],
    [JSON.stringify({ ...least, AlarmName: 'x'.repeat(256) }), '"AlarmName" has 256 characters, must have at most 255'],
    [JSON.stringify({ ...least, NewStateReason: null }), '"NewStateReason" is missing, must be there'],
    [
      JSON.stringify({ ...least, NewStateReason: 'x'.repeat(5000) }),
      '"NewStateReason" has 5000 characters, must have at most 4096',
    ],
    [JSON.stringify({ ...least, Region: 5 }), '"Region" is no text, must be one'],
    [
      JSON.stringify({ ...least, NewStateValue: 'alarm' }),
      '"NewStateValue" is no state, must be OK, ALARM or INSUFFICIENT_DATA',
    ],
    [
      JSON.stringify({ ...least, OldStateValue: {} }),
      '"OldStateValue" is no state, must be OK, ALARM or INSUFFICIENT_DATA',
    ],
    [
      JSON.stringify({ ...least, StateChangeTime: 'now' }),
      '"StateChangeTime" is no time, must be one like 2026-01-02T03:04:05.678+0000',
    ],
    [
      JSON.stringify({ ...least, StateChangeTime: undefined }),
      '"StateChangeTime" is no time, must be one like 2026-01-02T03:04:05.678+0000',
    ],
  ])('refuses %s', (text, problem) => {
    expect(parseAlarmNotification(text)).toEqual({ ok: false, problem: `Cannot read alarm notification: ${problem}` });
  });

  it('refuses a text that no SNS message can be, unread', () => {
    expect(parseAlarmNotification('['.repeat(300_000))).toEqual({
      ok: false,
      problem: 'Cannot read alarm notification: it has 300000 characters, must have at most 262144',
    });
  });

  it('is not deceived by deep nesting or inherited names', () => {
    expect(parseAlarmNotification(`${'['.repeat(100_000)}${']'.repeat(100_000)}`).ok).toBe(false);
    expect(parseAlarmNotification(`{"__proto__": ${JSON.stringify(least)}}`).ok).toBe(false);
  });

  it('never throws, whatever the fields hold', () => {
    const fields = Object.fromEntries(
      [...Object.keys(full), 'Trigger'].map((field) => [
        field,
        fc.oneof(fc.constant(full[field as keyof typeof full]), fc.jsonValue()),
      ]),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.record(fields).map((body) => JSON.stringify(body)),
        ),
        (text) => {
          const parsed = parseAlarmNotification(text);
          if (!parsed.ok) expect(parsed.problem).toMatch(/^Cannot read alarm notification: /);
        },
      ),
      { numRuns: 500 },
    );
  });
});
