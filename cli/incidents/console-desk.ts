import type { IncidentView } from '../../local/api/types.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { askConsoleJson, askWatch, type ConsoleAnswer } from '../ask-console.ts';
import { type IncidentDesk, sortIncidents } from './incident-desk.ts';

/** A watch on this machine answers at once, and its time may run faster. */
const pollMs = 500;

/** Incidents of the console that runs on this machine, or why it cannot be asked. */
export async function openConsoleDesk(url: string, plan: Plan): Promise<ConsoleAnswer<IncidentDesk>> {
  const watch = await askWatch(url, plan);
  if (!watch.ok) return watch;
  const post = (path: string, body: unknown) => askConsoleJson<IncidentView>(url, path, { body });
  const desk: IncidentDesk = {
    nowMs: watch.answer.nowMs,
    pollMs,
    async list(fromMs) {
      const asked = await askConsoleJson<readonly IncidentView[]>(url, '/api/incidents');
      if (!asked.ok) return asked;
      const wanted = asked.answer.filter(({ phase, openedAtMs }) => phase !== 'resolved' || openedAtMs >= fromMs);
      return { ok: true, answer: sortIncidents(wanted) };
    },
    async find(id) {
      const asked = await askConsoleJson<IncidentView>(url, `/api/incidents/${escaped(id)}`);
      return !asked.ok && asked.status === 404 ? { ok: true, answer: undefined } : asked;
    },
    act: (incident, action, by) => post(`/api/incidents/${escaped(incident.id)}/actions`, { ...action, by }),
    drill: (alarmId, order) => post(`/api/alarms/${escaped(alarmId)}/drill`, order),
  };
  return { ok: true, answer: desk };
}

const escaped = encodeURIComponent;
