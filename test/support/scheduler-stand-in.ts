import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

/** A schedule as it was asked for, with the moment in it as epoch milliseconds. */
export interface KeptSchedule {
  readonly name: string;
  readonly atMs: number;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A stand-in for EventBridge's scheduler. */
export interface SchedulerStandIn extends Receiver {
  /** Those that wait, soonest first. */
  readonly schedules: readonly KeptSchedule[];
  /** Calls what is due at or before a moment: the inputs, soonest first. Such schedules are gone then. */
  take(nowMs: number): readonly string[];
}

/** What the stand-in knows of its world. */
export interface SchedulerWorld {
  readonly group: string;
  /** What the service's clock says, epoch milliseconds. */
  readonly now: () => number;
  /** What it refuses, whatever it is asked; `before` counts earlier calls. */
  readonly refuse?: (before: number) => { readonly status: number; readonly code: string } | undefined;
}

type Refusal = { readonly status: number; readonly code: string; readonly message?: string };

const nameInPath = /^\/schedules\/([^/?]+)$/;
const namePattern = /^[0-9a-zA-Z\-_.]{1,64}$/;
const oneShot = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/;
const arnPattern = /^arn:aws[a-z-]*:[a-z]+:[a-z0-9-]*:\d{12}:.+$/;

/** Speaks CreateSchedule of the scheduler's REST-JSON protocol, and is as strict as its reference (API_CreateSchedule). */
export async function startScheduler({
  group,
  now,
  refuse = () => undefined,
}: SchedulerWorld): Promise<SchedulerStandIn> {
  const kept = new Map<string, KeptSchedule>();
  const sorted = () => [...kept.values()].sort((a, b) => a.atMs - b.atMs);

  function create(request: Received): Refusal | KeptSchedule {
    const name = decodeURIComponent(nameInPath.exec(request.path)?.[1] ?? '');
    if (request.method !== 'POST' || name === '') return { status: 404, code: 'UnknownOperationException' };
    const input = JSON.parse(request.body) as KeptSchedule['input'];
    if (input.GroupName !== group) return { status: 404, code: 'ResourceNotFoundException' };
    const atMs = momentIn(input);
    const mistake = mistakeIn(name, input) ?? (atMs <= now() ? 'The moment has passed' : undefined);
    if (mistake !== undefined) return { status: 400, code: 'ValidationException', message: mistake };
    if (kept.has(name)) return { status: 409, code: 'ConflictException' };
    return { name, atMs, input };
  }

  const receiver = await startReceiver((request, before): Reply => {
    const answer = refuse(before) ?? create(request);
    if ('code' in answer) return refusalOf(answer);
    kept.set(answer.name, answer);
    const ScheduleArn = `arn:aws:scheduler:eu-central-1:111122223333:schedule/${group}/${answer.name}`;
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ScheduleArn }) };
  });
  return {
    ...receiver,
    get schedules() {
      return sorted();
    },
    take(nowMs) {
      const due = sorted().filter(({ atMs }) => atMs <= nowMs);
      for (const { name } of due) kept.delete(name);
      return due.map(({ input }) => String((input.Target as { readonly Input?: string }).Input));
    },
    [Symbol.asyncDispose]: () => receiver[Symbol.asyncDispose](),
  };
}

function momentIn({ ScheduleExpression, ScheduleExpressionTimezone = 'UTC' }: KeptSchedule['input']): number {
  const [, moment] = oneShot.exec(String(ScheduleExpression)) ?? [];
  return moment === undefined || ScheduleExpressionTimezone !== 'UTC' ? Number.NaN : Date.parse(`${moment}Z`);
}

function mistakeIn(name: string, input: KeptSchedule['input']): string | undefined {
  const {
    Target,
    FlexibleTimeWindow,
    ActionAfterCompletion = 'NONE',
  } = input as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  const { MaximumEventAgeInSeconds: age = 86_400, MaximumRetryAttempts: attempts = 185 } = (Target?.RetryPolicy ??
    {}) as Readonly<Record<string, number>>;
  const deadLetters = Target?.DeadLetterConfig as Readonly<Record<string, string>> | undefined;
  const rules: readonly (readonly [string, boolean])[] = [
    ['Name', namePattern.test(name)],
    ['ScheduleExpression', !Number.isNaN(momentIn(input))],
    ['Target.Arn', arnPattern.test(String(Target?.Arn))],
    ['Target.RoleArn', arnPattern.test(String(Target?.RoleArn))],
    ['Target.DeadLetterConfig.Arn', deadLetters === undefined || arnPattern.test(String(deadLetters.Arn))],
    ['Target.RetryPolicy', age >= 60 && age <= 86_400 && attempts >= 0 && attempts <= 185],
    ['FlexibleTimeWindow.Mode', FlexibleTimeWindow?.Mode === 'OFF'],
    ['ActionAfterCompletion', ['NONE', 'DELETE'].includes(String(ActionAfterCompletion))],
  ];
  const broken = rules.find(([, isKept]) => !isKept);
  return broken === undefined ? undefined : `Invalid ${broken[0]}`;
}

function refusalOf({ status, code, message = 'refused for the test' }: Refusal): Reply {
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code };
  return { status, headers, body: JSON.stringify({ Message: message }) };
}
