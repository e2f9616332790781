import { describe, expect, it } from 'vitest';
import { benchConfig, plainAlarms } from '../../../../bench/support/router/bench-plan.ts';
import { contextOf, newsOf, stepInCore } from '../../../../bench/support/router/core-step.ts';
import { listEvents, toFunctionEvent } from '../../../../bench/support/router/event-mix.ts';
import type { AlarmRecord } from '../../../../shared/model/incident.ts';

const startMs = Date.parse('2026-11-23T09:00:00Z');
const [first = '', second = ''] = plainAlarms;

describe('the measured mix', () => {
  it('comes in the order of time, whatever the number of alarms and cycles', () => {
    const times = listEvents([first, second], { startMs, cycles: 3 }).map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times).toHaveLength(2 * 3 * 9);
  });

  it('is one outage with one flap and one acknowledgement for each alarm', () => {
    const config = benchConfig();
    let record: AlarmRecord | undefined;
    for (const event of listEvents([first], { startMs, cycles: 1 })) {
      const { what } = event.step;
      const news = newsOf(config, { alarm: first, state: 'state' in what ? what.state : 'OK', atMs: startMs });
      record = stepInCore(record, event, { news, context: contextOf(config, first, event.atMs) });
    }
    expect(record?.incident).toMatchObject({ phase: 'resolved', flaps: 1, acknowledged: { by: 'Ada' }, tells: [] });
    expect(record?.incident?.timeline.map(({ what }) => what)).toEqual([
      ...['opened', 'announced', 'told', 'told', 'acknowledged', 'told'],
      ...['recovering', 'flapped', 'recovering', 'resolved', 'told', 'told'],
    ]);
  });

  it('brings changes by SNS, calls by name, and acknowledgements by the id of the incident', () => {
    const events = listEvents([first], { startMs, cycles: 1 }).map((event) => toFunctionEvent(event, 'k3v9x2m7q1wz'));
    expect(events[0]).toMatchObject({
      Records: [{ Sns: { Message: expect.stringContaining(`"AlarmName":"${first}"`) } }],
    });
    expect(events[2]).toEqual({ wake: { alarm: first } });
    expect(events[3]).toEqual({ act: { action: 'acknowledge', incident: 'k3v9x2m7q1wz', by: 'Ada' } });
  });
});
