import { describe, expect, it } from 'vitest';
import { findIncident } from '../../../cli/incidents/find-incident.ts';
import type { IncidentDesk } from '../../../cli/incidents/incident-desk.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { loadedPlan } from '../alerting-plan.ts';
import { afterMinutes, openedAtMs, overIncident, webIncident } from '../incident-samples.ts';

const plan = loadedPlan('local');
const open = webIncident({ id: 'k3v9x2m7q1wz' });
const former = overIncident({ id: 'k3a000000001', openedAtMs: openedAtMs - 86_400_000 });
const ofApi = overIncident({ id: 'r5000000000z', alarmId: 'endpoint/api/down', title: 'api is down' });
const drill = webIncident({ id: 'd70000000000', drill: { by: 'ada', endsAtMs: afterMinutes(30) } });

/** A desk as the real ones are: what is over counts from a moment on. */
function makeDesk(incidents: readonly Incident[]): IncidentDesk {
  const refuse = async () => ({ ok: false, problem: 'This desk is for reading' }) as const;
  return {
    nowMs: afterMinutes(30),
    pollMs: 0,
    list: async (fromMs) => ({
      ok: true,
      answer: incidents.filter((one) => one.phase !== 'resolved' || one.openedAtMs >= fromMs),
    }),
    find: async (id) => ({ ok: true, answer: incidents.find((incident) => incident.id === id) }),
    act: refuse,
    drill: refuse,
  };
}

const find = (wanted: string, incidents: readonly Incident[] = [drill, open, former, ofApi]) =>
  findIncident(makeDesk(incidents), { wanted, purpose: 'show', sinceMs: 0 }, plan);
const findOpen = (wanted: string, incidents: readonly Incident[] = [drill, open, former, ofApi]) =>
  findIncident(makeDesk(incidents), { wanted, purpose: 'acknowledge' }, plan);

describe('findIncident()', () => {
  it.each([
    ['a whole id', 'k3v9x2m7q1wz', open],
    ['the beginning of an id', 'k3v', open],
    ['an alarm: its open incident rather than a drill or one that is over', 'endpoint/web/down', open],
    ["CloudWatch's name of an alarm", 'shop-local/endpoint/web/down', open],
    ['an alarm whose last incident is over', 'endpoint/api/down', ofApi],
  ])('finds by %s', async (_, wanted, incident) => {
    expect(await find(wanted)).toEqual({ ok: true, incident });
  });

  it('finds the drill of an alarm that has nothing else open', async () => {
    expect(await findOpen('endpoint/web/down', [former, drill])).toEqual({ ok: true, incident: drill });
  });

  it('finds one that is over by its whole id, even where only open ones count: whoever acts is told that it is over', async () => {
    expect(await findOpen(former.id)).toEqual({ ok: true, incident: former });
  });

  it.each([
    [
      'several begin alike',
      'k3',
      [open, former],
      'Cannot show "k3": 2 incidents begin with it, must be one of k3v9x2m7q1wz (endpoint/web/down), k3a000000001 (endpoint/web/down)',
      2,
    ],
    [
      'a name is mistyped',
      'endpoint/wbe/down',
      [open],
      'Cannot show "endpoint/wbe/down": no incident has that id or alarm, did you mean "endpoint/web/down"?',
      2,
    ],
    [
      'nothing is near',
      'zzzzzzzzzzzz',
      [open, ofApi],
      'Cannot show "zzzzzzzzzzzz": no incident has that id or alarm, open: k3v9x2m7q1wz (endpoint/web/down)',
      2,
    ],
    [
      'an alarm has none',
      'endpoint/web/certificate-7d',
      [open],
      'Cannot show "endpoint/web/certificate-7d": the alarm has no incident, open: k3v9x2m7q1wz (endpoint/web/down)',
      1,
    ],
    [
      'an alarm has none, and no other either',
      'endpoint/web/down',
      [],
      'Cannot show "endpoint/web/down": the alarm has no incident, and none is open',
      1,
    ],
  ] as const)('says that %s', async (_, wanted, incidents, problem, exitCode) => {
    expect(await find(wanted, incidents)).toEqual({ ok: false, problem, exitCode });
  });

  it('counts only open ones for those who act', async () => {
    expect(await findOpen('endpoint/api/down', [ofApi])).toEqual({
      ok: false,
      problem: 'Cannot acknowledge "endpoint/api/down": the alarm has no open incident, and none is open',
      exitCode: 1,
    });
  });

  it('names no more than a line holds', async () => {
    const many = Array.from({ length: 10 }, (_, index) => webIncident({ id: `k${index}0000000000` }));
    const found = await find('k', many);
    expect(found).toMatchObject({ ok: false, problem: expect.stringMatching(/10 incidents begin .* and 2 more$/) });
  });

  it('passes on why the incidents cannot be read', async () => {
    const problem = 'Cannot read table "shop-prod-incidents" in eu-central-1: it burns';
    const desk: IncidentDesk = { ...makeDesk([]), list: async () => ({ ok: false, problem }) };
    const found = await findIncident(desk, { wanted: 'k3', purpose: 'show' }, plan);
    expect(found).toEqual({ ok: false, problem, exitCode: 1 });
  });
});
