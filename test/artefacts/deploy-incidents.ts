import type { UrlResult } from '../../functions/incident-actions/function-url.ts';
import type { RouterEvent } from '../../shared/model/router-event.ts';
import { incidentPlan } from '../support/incident-plan.ts';
import { snsEvent } from '../support/incident-world.ts';
import { type Reply, startReceiver } from '../support/receiver.ts';
import { readPublish } from '../support/sns-stand-in.ts';
import { type DeployedFunction, deployLocally } from './deploy-locally.ts';
import { type IncidentServices, operationOf, startIncidentServices } from './incident-services.ts';
import type { InvocationEnd, LambdaProcess, ProcessEnd } from './lambda-process.ts';
import { createNewsReader, type NewsReader } from './read-news.ts';

/** The functions of incidents, deployed among stand-ins on a clock that the test moves. */
export interface DeployedIncidents extends AsyncDisposable, NewsReader {
  readonly services: IncidentServices;
  readonly router: DeployedFunction;
  readonly clock: { aheadMs: number; now(): number };
  /** What the function behind links invoked the router with. */
  invoked(): readonly unknown[];
  /** Operations of AWS that the two functions called, each once. */
  operations(): ReadonlySet<string>;
  /** Invokes the router in its first process, or in its second. */
  route(event: unknown, which?: 'first' | 'second'): Promise<InvocationEnd>;
  /** A change of an alarm (its id) as SNS brings it; default: just now. */
  eventOf(alarmId: string, state: 'OK' | 'ALARM', atMs?: number): unknown;
  /**
   * Moves the clock, and answers what the schedules that are due by then called the router with: each twice at once, in both
   * processes, because EventBridge promises at least once.
   */
  pass(ms: number): Promise<readonly RouterEvent[]>;
  /** A request to the function behind links. */
  request(method: string, path: string, form?: Readonly<Record<string, string>>): Promise<UrlResult>;
  /** Lets all processes come to their ends. */
  end(): Promise<readonly ProcessEnd[]>;
}

/** Where links lead in messages. */
export const linkBase = 'https://links.shop.example';

/** The role by which schedules call. */
export const wakeUpRole = 'arn:aws:iam::111122223333:role/wake-up';

/** Email, a webhook, a pager and a text at once; after ten minutes the next person. `mail` depends on nothing, like `balancer`. */
const planAt = (hook: string) =>
  incidentPlan({
    channels: {
      chat: null,
      hook: { kind: 'webhook', url: `${hook}/alerts` },
      pager: { kind: 'pagerduty', routingKey: { secret: 'pager/key' } },
    },
    policies: {
      critical: {
        steps: [
          { notify: ['engineering', 'hook', 'pager', { person: 'ada', by: ['sms'] }] },
          { after: '10m', notify: [{ person: 'linus' }] },
        ],
      },
      warning: { steps: [{ notify: ['hook'] }] },
    },
    endpoints: { mail: { kind: 'http', url: 'https://mail.shop.example/', alarms: { down: { when: '2 of 2' } } } },
  });

/** Deploys both functions, the router in two processes. */
export async function deployIncidents(): Promise<DeployedIncidents> {
  await using started = new AsyncDisposableStack();
  const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };
  const services = started.use(await startIncidentServices(clock));
  const plan = planAt(services.hook.url);
  const router = started.use(deployLocally(plan, 'alert-router'));
  const actions = started.use(deployLocally(plan, 'incident-actions'));
  const lambda = started.use(await startReceiver(async ({ body }) => asLambda(await route(JSON.parse(body)))));
  const startRouter = () => started.use(router.start(routerEnvironment(services)));
  const processes = {
    first: startRouter(),
    second: startRouter(),
    actions: started.use(actions.start({ ...services.environment, AWS_ENDPOINT_URL_LAMBDA: lambda.url })),
  } satisfies Record<string, LambdaProcess>;
  const route: DeployedIncidents['route'] = (event, which = 'first') => processes[which].invoke(event, clock);
  const { database, sns, scheduler, aws } = services;
  const stack = started.move();
  return {
    ...{ services, router, clock, route, ...createNewsReader(services) },
    eventOf: (alarmId, state, atMs = clock.now()) => snsEvent(plan, { alarmId, state, atMs }),
    invoked: () => lambda.received.map(({ body }) => JSON.parse(body)),
    operations: () =>
      new Set([
        ...aws.calls.map(({ operation }) => operation),
        ...database.received.map(operationOf),
        ...sns.received.map((request) => readPublish(request).Action ?? ''),
        ...scheduler.received.map(() => 'CreateSchedule'),
      ]),
    async pass(ms) {
      clock.aheadMs += ms;
      const called = scheduler.take(clock.now()).map((input): RouterEvent => JSON.parse(input));
      for (const event of called) await Promise.all([route(event), route(event, 'second')]);
      return called;
    },
    request: async (method, path, form) =>
      (await processes.actions.invoke(urlEvent(method, path, form), clock)).answer as UrlResult,
    end: () => Promise.all(Object.values(processes).map((process) => process.end())),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const routerEnvironment = ({ environment, aws }: IncidentServices) => ({
  ...environment,
  DEAD_LETTER_QUEUE_URL: `${aws.client.endpoint}/111122223333/shop-prod-alert-router-dead-letters`,
  ACTIONS_URL: `${linkBase}/`,
  WAKE_UP_ROLE_ARN: wakeUpRole,
});

/** API_Invoke: an error of the function is an answer with a header. */
function asLambda({ answer, error }: InvocationEnd): Reply {
  if (error === undefined) return { status: 200, body: JSON.stringify(answer) };
  const body = JSON.stringify({ errorType: error.name, errorMessage: error.message });
  return { status: 200, headers: { 'x-amz-function-error': 'Unhandled' }, body };
}

/** An event of a function URL, with what is read of it; forms come in Base64. */
function urlEvent(method: string, path: string, form: Readonly<Record<string, string>> | undefined) {
  const body = form === undefined ? {} : { body: Buffer.from(`${new URLSearchParams(form)}`).toString('base64') };
  return {
    ...{ version: '2.0', rawPath: path, rawQueryString: '', isBase64Encoded: form !== undefined },
    headers: form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' },
    requestContext: { http: { method, path } },
    ...body,
  };
}
