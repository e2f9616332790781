import type { AlarmNews } from '../../shared/alerting/incident/hear-alarm.ts';
import type { IncidentContext } from '../../shared/alerting/incident/incident-context.ts';
import type { AlarmRecord, Incident, Tell } from '../../shared/model/incident.ts';
import type { Policy } from '../../shared/model/policy.ts';
import { incidentsBeginAtMs as startMs, storedIncident } from './stored-incidents.ts';

export { startMs };

const channel = (name: string) => ({ kind: 'channel', channel: name }) as const;

/** Chat and Ada at once, Grace after ten minutes, everybody again each half hour; over after five minutes of OK. */
export const samplePolicy: Policy = {
  name: 'critical',
  steps: [
    { afterMs: 0, notify: [channel('chat'), channel('ada')] },
    { afterMs: 600_000, notify: [channel('grace')] },
  ],
  repeatMs: 1_800_000,
  recoveryMs: 300_000,
  failover: ['spare'],
};

const names = ['chat', 'ada', 'grace', 'spare', 'last-resort'];

/** The world around one incident when it opens, with what a test changes about it. */
export function sampleContext(change: Partial<IncidentContext> = {}): IncidentContext {
  return {
    nowMs: startMs,
    policies: { critical: samplePolicy, warning: samplePolicy },
    calendars: {},
    maintenance: [],
    roster: {
      channels: Object.fromEntries(names.map((name) => [name, { kind: 'email' }])),
      people: [],
      teams: [],
      rotations: [],
    },
    backstop: ['last-resort'],
    hearsAcknowledgements: (name) => name === 'chat',
    routing: { policy: 'critical', alsoNotify: [], dependsOn: [], worse: [], maintenance: [], runbookSteps: [] },
    causes: [],
    ...change,
  };
}

/** The same world some minutes later, by a policy that differs as told. */
export function laterContext(
  minutes: number,
  { policy = {}, ...change }: Partial<IncidentContext> & { readonly policy?: Partial<Policy> } = {},
): IncidentContext {
  const changed = { ...samplePolicy, ...policy };
  const policies = { critical: changed, warning: changed };
  return sampleContext({ nowMs: startMs + minutes * 60_000, policies, ...change });
}

/** An incident that has just been opened: nobody has been told. */
export function freshIncident(change: Partial<Incident> = {}): Incident {
  return storedIncident({ phase: 'held', stepsDone: 0, told: {}, tellCount: 0, ...change });
}

/** An incident of which chat and Ada were told when it opened. */
export function toldIncident(change: Partial<Incident> = {}): Incident {
  const told = { chat: { atMs: startMs }, ada: { atMs: startMs } };
  return storedIncident({ stepsDone: 1, announcedAtMs: startMs, remindedAtMs: startMs, told, ...change });
}

/** The record around an incident; its alarm is on. */
export function recordOf(incident: Incident): AlarmRecord {
  return { alarm: incident.alarm, state: 'ALARM', changedAtMs: incident.openedAtMs, incident };
}

/** Something that chat must be told, in flight. */
export function sampleTell(change: Partial<Tell> = {}): Tell {
  return {
    ...{ id: '1', kind: 'opening', channel: 'chat', mentions: [], givenUp: 0 },
    claimedUntilMs: startMs + 60_000,
    ...change,
  };
}

/** What the alarm of these incidents says, some minutes after the start. */
export function sampleNews(state: 'OK' | 'ALARM', minutes = 0, change: Partial<AlarmNews> = {}): AlarmNews {
  const { alarm, title, severity, policy, news } = storedIncident();
  const changedAtMs = startMs + minutes * 60_000;
  return { alarm, title, severity, policy, message: news.opening, state, changedAtMs, ...change };
}

/** What an incident waits to tell, as `<kind> <channel>`. */
export function waiting({ tells }: Pick<Incident, 'tells'>): readonly string[] {
  return tells.map(({ kind, channel: name }) => `${kind} ${name}`);
}
