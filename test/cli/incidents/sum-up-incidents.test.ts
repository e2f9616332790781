import { describe, expect, it } from 'vitest';
import { sumUpIncidents } from '../../../cli/incidents/sum-up-incidents.ts';
import { afterMinutes, openedAtMs, overIncident, webIncident } from '../incident-samples.ts';

const minuteMs = 60_000;
/** Over after so many minutes. */
const over = (minutes: number) => ({ atMs: afterMinutes(minutes + 5), okSinceMs: afterMinutes(minutes) });

describe('sumUpIncidents()', () => {
  it('has nothing to measure where nothing is over', () => {
    const counts = { incidents: 1, open: 1, drills: 0, unannounced: 0, over: 0, acknowledged: 0 };
    expect(sumUpIncidents([webIncident()])).toEqual(counts);
  });

  it('takes the one in the middle of an odd number, the mean of the two of an even one', () => {
    const three = [overIncident({ resolved: over(60) }), overIncident({ resolved: over(10) }), overIncident()];
    expect(sumUpIncidents(three)).toMatchObject({ over: 3, medianResolveMs: 20 * minuteMs });
    expect(sumUpIncidents(three.slice(0, 2))).toMatchObject({ over: 2, medianResolveMs: 35 * minuteMs });
  });

  it('counts acknowledging from when people were told, and from 0 where somebody was faster', () => {
    const announced = (minutes: number) => sumUpIncidents([overIncident({ announcedAtMs: afterMinutes(minutes) })]);
    expect(announced(3)).toMatchObject({ acknowledged: 1, medianAcknowledgeMs: minuteMs });
    expect(announced(9)).toMatchObject({ medianAcknowledgeMs: 0 });
  });

  it('measures those alone that somebody acknowledged', () => {
    const { acknowledged: _, ...alone } = overIncident();
    expect(sumUpIncidents([alone, overIncident()])).toMatchObject({ over: 2, acknowledged: 1 });
    expect(sumUpIncidents([alone])).not.toHaveProperty('medianAcknowledgeMs');
  });

  it('has the share of false alarms in those that are over', () => {
    const nothing = overIncident({ resolved: { ...over(1), by: 'ada', falseAlarm: true } });
    const summary = sumUpIncidents([nothing, overIncident(), overIncident(), overIncident(), webIncident()]);
    expect(summary).toMatchObject({ incidents: 5, open: 1, falseAlarmPercent: 25 });
  });

  it('counts what was over before anybody was told, and measures none of it', () => {
    const { announcedAtMs: _, ...untold } = overIncident({ resolved: { ...over(500), by: 'ada', falseAlarm: true } });
    const { announcedAtMs: __, ...held } = webIncident({ phase: 'held' });
    expect(sumUpIncidents([untold, held, overIncident()])).toMatchObject({
      ...{ incidents: 3, open: 1, unannounced: 1, over: 1, acknowledged: 1 },
      ...{ medianResolveMs: 20 * minuteMs, falseAlarmPercent: 0 },
    });
  });

  it('counts drills and measures none', () => {
    const drill = overIncident({ drill: { by: 'ada', endsAtMs: openedAtMs }, resolved: over(500) });
    const expected = { incidents: 2, drills: 1, over: 1, medianResolveMs: 20 * minuteMs };
    expect(sumUpIncidents([drill, overIncident()])).toMatchObject(expected);
  });
});
