import { describe, expect, it } from 'vitest';
import { listRotationShifts } from '../../../shared/alerting/list-rotation-shifts.ts';
import { at, makeLayer, makeRotation } from './schedule-samples.ts';

const people = [{ id: 'ada', name: 'Ada Byron' }];
const handoverMs = at('2026-01-12T09:00+01:00');

describe('listRotationShifts()', () => {
  it('calls people by their names, and by their ids where nobody knows them', () => {
    const period = { fromMs: at('2026-01-11T00:00+01:00'), toMs: at('2026-01-13T00:00+01:00') };
    expect(listRotationShifts(makeRotation(), people, period)).toEqual({
      id: 'platform',
      title: 'Platform',
      timeZone: 'Europe/Zurich',
      primary: 'Ada Byron',
      backup: 'ben',
      shifts: {
        primary: [
          { fromMs: period.fromMs, untilMs: handoverMs, person: 'Ada Byron', isOverride: false },
          { fromMs: handoverMs, untilMs: period.toMs, person: 'ben', isOverride: false },
        ],
        backup: [
          { fromMs: period.fromMs, untilMs: handoverMs, person: 'ben', isOverride: false },
          { fromMs: handoverMs, untilMs: period.toMs, person: 'cyd', isOverride: false },
        ],
      },
    });
  });

  it('names nobody before the first handover', () => {
    const period = { fromMs: at('2026-01-01T00:00+01:00'), toMs: at('2026-01-02T00:00+01:00') };
    const rotation = makeRotation({ layers: [makeLayer({ backupOffset: 0 })] });
    const gap = { fromMs: period.fromMs, untilMs: period.toMs, isOverride: false };
    expect(listRotationShifts(rotation, people, period)).toEqual({
      id: 'platform',
      title: 'Platform',
      timeZone: 'Europe/Zurich',
      shifts: { primary: [gap], backup: [gap] },
    });
  });
});
