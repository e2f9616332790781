import { describe, expect, it } from 'vitest';
import { publishNumbers } from '../../../functions/alert-router/publish-numbers.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { MetricDatum } from '../../../shared/model/metric.ts';
import { recordOf, startMs, toldIncident } from '../../support/incident-samples.ts';
import { createIncidentWorld } from '../../support/incident-world.ts';
import { resolvedIncident } from '../../support/stored-incidents.ts';

async function publish(before: Incident | undefined, after: Incident): Promise<readonly string[]> {
  const { ports, numbers } = createIncidentWorld({ startMs });
  const change = { ...(before === undefined ? {} : { before: recordOf(before) }), after: recordOf(after) };
  await publishNumbers({ changes: [change], deliveries: [] }, ports);
  return numbers.map(({ metric }: MetricDatum) => metric.name);
}

const acknowledged = { acknowledged: { atMs: startMs + 60_000, by: 'Ada' } };
const drill = { drill: { by: 'Ada', endsAtMs: startMs } };
const over = resolvedIncident(toldIncident());

describe('publishNumbers()', () => {
  it.each<[string, Incident | undefined, Incident, readonly string[]]>([
    ['an acknowledgement', toldIncident(), toldIncident(acknowledged), ['AcknowledgeSeconds']],
    ['an acknowledgement once', toldIncident(acknowledged), toldIncident(acknowledged), []],
    ['an end', toldIncident(), over, ['ResolveSeconds', 'FalseAlarm']],
    ['an end once', over, over, []],
    ['the end of another incident', { ...over, id: 'another' }, over, ['ResolveSeconds', 'FalseAlarm']],
    ['nothing of a drill', toldIncident(drill), { ...over, ...drill }, []],
    ['nothing of an opening', undefined, toldIncident(), []],
  ])('counts %s', async (_name, before, after, names) => {
    expect(await publish(before, after)).toEqual(names);
  });

  it('never fails', async () => {
    const { ports } = createIncidentWorld({ startMs });
    const metrics = { put: () => Promise.reject(new Error('Throttling')) };
    const changes = [{ before: recordOf(toldIncident()), after: recordOf(over) }];
    await expect(publishNumbers({ changes, deliveries: [] }, { ...ports, metrics })).resolves.toBeUndefined();
  });
});
