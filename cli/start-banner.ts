import type { TargetView } from '../local/api/types.ts';
import { hrefOf } from '../local/console/route.ts';
import { attemptLimitMs } from '../local/fit-to-speed.ts';
import type { Plan } from '../shared/plan/plan.ts';
import { count, countWatched } from './count.ts';

/** What a newcomer needs to know of a watch that has just started. */
export interface Started {
  readonly plan: Plan;
  readonly url: string;
  readonly speed: number;
  readonly send: boolean;
  readonly target?: TargetView;
}

/** The text that `start` shows first: where to look, what is watched, what happens to alerts. */
export function formatBanner({ plan, url, speed, send, target }: Started): string {
  const { service, environment, alarms } = plan;
  const inbox = send
    ? 'every alert; Slack and webhooks are really posted'
    : 'every alert as it would be sent; nothing is sent';
  const lines: readonly (readonly [string, string])[] = [
    ['Console', url],
    ['Inbox', `${url}/${hrefOf({ page: 'inbox' })} (${inbox})`],
    ['Watching', `${countWatched(plan)}; ${count(alarms.length, 'alarm')}, times in ${plan.timeZone}`],
    ...(target === undefined
      ? []
      : [
          [
            'Target',
            `${target.name} on ${Object.values(target.urls).join(' and ')}: break it from the console`,
          ] as const,
        ]),
    ...(speed === 1
      ? []
      : [
          [
            'Speed',
            `${speed}: a minute takes ${Math.round(600 / speed) / 10} s, so timeouts are cut to ${attemptLimitMs(60, speed)} ms${plan.databases.length === 0 ? '' : '; seconds of the database stay real'}`,
          ] as const,
        ]),
  ];
  return [
    `Watchkeeper watches ${service}, environment ${environment}.`,
    '',
    ...lines.map(([label, text]) => `  ${label.padEnd(10)}${text}`),
    '',
    'What changes is told below, what was sent stands in the inbox. Ctrl-C ends it.',
    '',
  ].join('\n');
}
