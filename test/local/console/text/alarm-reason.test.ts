import { describe, expect, it } from 'vitest';
import type { AlarmView } from '../../../../local/api/types.ts';
import { reasonOf } from '../../../../local/console/text/alarm-reason.ts';
import { sampleWatch } from '../fixtures.ts';

const { snapshot } = sampleWatch();

function alarm(id: string): AlarmView {
  const found = snapshot.alarms.find((view) => view.alarm.id === id);
  if (!found) throw new Error(`Cannot find alarm "${id}": the fixtures lack it, must have it`);
  return { ...found, state: 'ALARM' };
}

describe('reasonOf()', () => {
  it.each([
    ['of the probe', 'endpoint/api/down', 'Expected status 200, got 503'],
    ['of the finding', 'database/orders/lock-wait-long', 'held up by process 48213 of reporting'],
    ['of the verdict', 'kpi/oldest-parcel/late', '2970 is older than 45m'],
  ])('is the reason %s while it still says so', (_, id, reason) => {
    expect(reasonOf(alarm(id), snapshot)).toContain(reason);
  });

  it("is CloudWatch's reason while the alarm does not fire", () => {
    const view = { ...alarm('endpoint/api/down'), state: 'OK' } as const;
    expect(reasonOf(view, snapshot)).toBe(view.stateReason);
  });

  it.each(['endpoint/web/down', 'database/stock/connections-filling', 'kpi/revenue/alert'])(
    "is CloudWatch's reason once what is behind %s says something else",
    (id) => {
      expect(reasonOf(alarm(id), snapshot)).toBe(alarm(id).stateReason);
    },
  );

  it.each(['job/endpoint-probe/eu-central-1/1m/no-result', 'refresh/api-performance', 'function/alert-router/errors'])(
    'is the meaning where nothing stands behind %s',
    (id) => {
      expect(reasonOf(alarm(id), snapshot)).toBe(alarm(id).alarm.meaning);
    },
  );
});
