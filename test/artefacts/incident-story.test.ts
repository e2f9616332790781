import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteReport } from '../../functions/alert-router/route-alert.ts';
import { type DeployedIncidents, deployIncidents, linkBase, wakeUpRole } from './deploy-incidents.ts';
import type { InvocationEnd } from './lambda-process.ts';

const minuteMs = 60_000;
const balancer = 'shop-prod/endpoint/balancer/down';
const mail = 'shop-prod/endpoint/mail/down';

let world: DeployedIncidents;

beforeAll(async () => {
  world = await deployIncidents();
});

afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
});

const outcomesOf = ({ answer }: InvocationEnd) => (answer as readonly RouteReport[]).map(({ outcome }) => outcome);

const opening = (title: string) => [
  `engineering: CRITICAL shop prod: ${title}`,
  'hook: firing',
  'pager: trigger',
  `person-ada-sms: CRITICAL shop prod: ${title}`,
];

const incidentOf = async (alarm: string) => (await world.services.store.read(alarm))?.record.incident;

/** Lets an alarm be well again, for good. */
async function mend(alarmId: string): Promise<void> {
  await world.route(world.eventOf(alarmId, 'OK'));
  await world.pass(5 * minuteMs + 5_000);
  world.news();
}

describe('an incident of the deployed functions', () => {
  let opened: unknown;
  let path: string;
  let form: string;

  it('opens by an SNS message: kept, told, and to be looked at again', async () => {
    opened = world.eventOf('endpoint/balancer/down', 'ALARM', world.clock.now() - minuteMs);
    const end = await world.route(opened);
    expect([end.error, outcomesOf(end), world.news()]).toEqual([undefined, ['told'], opening('balancer is down')]);
    const incident = await incidentOf(balancer);
    expect(incident).toMatchObject({ phase: 'open', stepsDone: 1, tells: [] });
    expect(Object.keys(incident?.told ?? {}).toSorted()).toEqual(['ada/sms', 'engineering', 'hook', 'pager']);
    const [page = ''] = world.services.pager.received;
    expect(JSON.parse(page)).toMatchObject({
      ...{ event_action: 'trigger', dedup_key: incident?.id, routing_key: 'the key of the integration' },
    });

    const step = world.services.scheduler.schedules.at(-1);
    expect(step?.atMs).toBe(Math.ceil(((incident?.announcedAtMs ?? 0) + 10 * minuteMs) / 1_000) * 1_000);
    expect(step?.input).toMatchObject({
      ...{ GroupName: 'shop-prod-incidents', ActionAfterCompletion: 'DELETE', ScheduleExpressionTimezone: 'UTC' },
      ScheduleExpression: expect.stringMatching(/^at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)$/),
      Target: {
        Arn: 'arn:aws:lambda:eu-central-1:111122223333:function:shop-prod-alert-router',
        RoleArn: wakeUpRole,
        DeadLetterConfig: { Arn: 'arn:aws:sqs:eu-central-1:111122223333:shop-prod-alert-router-dead-letters' },
      },
    });
  });

  it('is told nobody again by the same message, in whichever process it arrives', async () => {
    const ends = [await world.route(opened), await world.route(opened, 'second')];
    expect([ends.flatMap(outcomesOf), world.news()]).toEqual([['noted', 'noted'], []]);
  });

  it('is told once where two processes hear of it at once', async () => {
    const event = world.eventOf('endpoint/mail/down', 'ALARM');
    world.services.trouble.meeting = { operation: 'PutItem' };
    const ends = await Promise.all([world.route(event), world.route(event, 'second')]);
    expect(ends.map(({ error }) => error)).toEqual([undefined, undefined]);
    expect(world.news()).toEqual(opening('mail is down'));
  });

  it('escalates when its schedule calls', async () => {
    const called = await world.pass(10 * minuteMs + 5_000);
    expect(called).toContainEqual({ wake: { alarm: balancer } });
    expect(world.news()).toEqual([
      'person-linus-sms: CRITICAL shop prod: balancer is down',
      'person-linus-sms: CRITICAL shop prod: mail is down',
    ]);
  });

  it('shows its page to whoever follows the link of the email, and changes nothing by that', async () => {
    path = world.lastMessageOf('engineering').match(new RegExp(`${linkBase}(/i/\\S+)`))?.[1] ?? '';
    const before = await world.services.store.read(mail);
    const page = await world.request('GET', path);
    expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('mail is down')]);
    expect(await world.services.store.read(mail)).toEqual(before);
    expect([world.invoked(), world.news()]).toEqual([[], []]);
    form = /name="form" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  });

  it('is acknowledged by the form of that page, once', async () => {
    const send = () => world.request('POST', path, { form, action: 'acknowledge', name: 'Ada' });
    const { statusCode, headers } = await send();
    expect([statusCode, headers.location]).toEqual([303, path]);
    expect((await incidentOf(mail))?.acknowledged?.by).toBe('Ada (by a link sent to engineering)');
    expect(world.news()).toEqual(['hook: acknowledged', 'pager: acknowledge']);

    expect((await send()).statusCode).toBe(409);
    expect([world.invoked().length, world.news()]).toEqual([1, []]);
  });

  it('is reminded of while nobody took it, and calls nobody any more once somebody did', async () => {
    const called = await world.pass(30 * minuteMs);
    expect(called).toContainEqual({ wake: { alarm: mail } });
    expect(world.news()).toEqual([
      ...opening('balancer is down'),
      'person-linus-sms: CRITICAL shop prod: balancer is down',
    ]);
  });

  it('closes after the recovery time, and everybody who was told is told so, once', async () => {
    for (const id of ['endpoint/balancer/down', 'endpoint/mail/down']) await world.route(world.eventOf(id, 'OK'));
    expect(world.news()).toEqual([]);
    await world.pass(5 * minuteMs + 5_000);
    expect(world.news()).toEqual(
      ['balancer', 'mail']
        .flatMap((endpoint) => [
          ...['engineering', 'person-ada-sms', 'person-linus-sms'].map(
            (channel) => `${channel}: RESOLVED shop prod: ${endpoint} was down`,
          ),
          'hook: resolved',
          'pager: resolve',
        ])
        .toSorted(),
    );
    expect(await world.services.store.open()).toEqual([]);

    await world.pass(24 * 60 * minuteMs);
    expect([world.services.scheduler.schedules, world.news(), world.letters()]).toEqual([[], [], []]);
  });
});

/** A message of an alarm, with what is wrong about it. */
function messageWith(change: Readonly<Record<string, unknown>>): string {
  const { Records } = world.eventOf('endpoint/mail/down', 'ALARM') as {
    readonly Records: readonly [{ readonly Sns: { readonly Message: string } }];
  };
  return JSON.stringify({ ...JSON.parse(Records[0].Sns.Message), ...change });
}

const asEvent = (Message: unknown) => ({
  Records: [{ Sns: { Message, TopicArn: 'arn:aws:sns:eu-central-1:111122223333:shop-prod-critical' } }],
});

describe('the deployed alert-router', () => {
  it.each<readonly [string, () => unknown]>([
    ['nothing', () => null],
    ['a text', () => 'no event'],
    ['a list', () => [[]]],
    ['records that are none', () => ({ Records: [null] })],
    ['a message that is a number', () => asEvent(7)],
    ['an empty message', () => asEvent('')],
    ['a message of null', () => asEvent('null')],
    ['half a message', () => asEvent(messageWith({}).slice(0, 200))],
    ['brackets without end', () => asEvent('['.repeat(100_000))],
    ['a message as long as SNS takes it', () => asEvent('\u{1F525}'.repeat(65_536))],
    ['half a character', () => asEvent('\u0000\ud83d')],
    ['a time that is none', () => asEvent(messageWith({ StateChangeTime: 'yesterday' }))],
    ['a state that is none', () => asEvent(messageWith({ NewStateValue: 'BROKEN' }))],
    ['a name that is too long', () => asEvent(messageWith({ AlarmName: 'x'.repeat(10_000) }))],
    ['a name that is none', () => asEvent(messageWith({ AlarmName: { toString: 1 } }))],
  ])('keeps as a dead letter: %s', async (_, make) => {
    const end = await world.route(make());
    expect([end.error, outcomesOf(end), world.news()]).toEqual([undefined, ['dead-lettered'], []]);
    const letters = world.letters();
    expect(letters.map((letter) => typeof JSON.parse(letter).problem)).toEqual(['string']);
    expect(Buffer.byteLength(letters.join(''))).toBeLessThan(262_144);
  });

  it.each(['__proto__', 'constructor', '../../etc/passwd', '<script>'])(
    'tells of an alarm that nobody planned, even if it is called %s',
    async (AlarmName) => {
      const end = await world.route(asEvent(messageWith({ AlarmName })));
      expect([end.error, outcomesOf(end), world.letters()]).toEqual([undefined, ['told'], []]);
      expect(world.news()[1]).toBe('hook: firing');
      await world.route(asEvent(messageWith({ AlarmName, NewStateValue: 'OK' })));
      await world.pass(5 * minuteMs + 5_000);
      expect(world.news()).toContain('hook: resolved');
    },
  );

  // Before the outages below: those use up what the SDK has for retries, and then it makes none for a while.
  it('tells once where the answer to a write is lost', async () => {
    world.services.trouble.unanswered.push('PutItem');
    const { error } = await world.route(world.eventOf('endpoint/mail/down', 'ALARM'));
    expect([error, world.news()]).toEqual([undefined, opening('mail is down')]);
    expect(world.services.trouble.unanswered).toEqual([]);
    await mend('endpoint/mail/down');
  });

  it.each<readonly [string, readonly string[]]>([
    ['DynamoDB', ['GetItem', 'PutItem', 'Query', 'BatchGetItem']],
    ['writing to DynamoDB', ['PutItem']],
  ])('fails while %s is not possible, tells nobody, and tells when it is tried again', async (_, down) => {
    const event = world.eventOf('endpoint/mail/down', 'ALARM');
    world.services.trouble.down = down;
    const { error } = await world.route(event);
    expect([error?.message, world.news(), world.letters()]).toEqual([expect.any(String), [], []]);
    world.services.trouble.down = [];
    await world.route(event, 'second');
    expect(world.news()).toEqual(opening('mail is down'));
    await mend('endpoint/mail/down');
  });

  it('learns by its sweep what SNS did not bring, and does what no schedule called for', async () => {
    const { described, scheduler } = world.services;
    const seconds = Math.floor(world.clock.now() / 1_000);
    described.push({ AlarmName: mail, StateValue: 'ALARM', StateUpdatedTimestamp: seconds });
    const { answer } = await world.route({ sweep: true });
    expect([answer, world.news()]).toEqual([{ due: 0, deliveries: 0, corrected: [mail] }, opening('mail is down')]);

    scheduler.take(Number.POSITIVE_INFINITY);
    world.clock.aheadMs += 10 * minuteMs;
    expect((await world.route({ sweep: true })).answer).toMatchObject({ due: 1, deliveries: 1, corrected: [] });
    expect(world.news()).toEqual(['person-linus-sms: CRITICAL shop prod: mail is down']);
    described.length = 0;
    await mend('endpoint/mail/down');
  });

  it('tests channels: who is subscribed, and what can be sent', async () => {
    const { answer } = await world.route({ testChannels: { isVisible: true } });
    expect(answer).toEqual(
      expect.arrayContaining([
        { channel: 'engineering', result: 'passed' },
        { channel: 'ada/sms', result: 'passed' },
        { channel: 'hook', result: 'passed' },
        {
          channel: 'last-resort',
          result: 'failed',
          problem: '1 of 1 address has not confirmed its subscription',
        },
      ]),
    );
    expect(world.news()).toEqual(['hook: test', 'pager: resolve']);
  });

  it('may do all that it was seen to do', () => {
    const seen = [...world.operations()];
    expect(seen).toEqual(expect.arrayContaining(['CreateSchedule', 'ListSubscriptionsByTopic', 'DescribeAlarms']));
    const allowed = world.router.allowedActions.map((action) => action.split(':')[1]);
    expect(seen.filter((operation) => !allowed.includes(operation))).toEqual([]);
  });

  it('comes to its end without a crash, and never logs a link that acts', async () => {
    const ends = await world.end();
    expect(ends.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual(ends.map(() => [0, '']));
    expect(ends[0]?.log.length).toBeGreaterThan(0);
    expect(ends.flatMap(({ log }) => log).filter((line) => line.includes('/i/1.'))).toEqual([]);
  });
});
