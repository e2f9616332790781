import { describe, expect, it } from 'vitest';
import { findUncovered } from '../../cli/find-uncovered.ts';
import { incidentPlan } from '../support/incident-plan.ts';

const nowMs = Date.parse('2026-11-21T08:00:00Z');
const startingOn = (start: string, people = ['ada', 'grace']) =>
  incidentPlan({ rotations: { platform: { title: 'Platform', people, start } } });

describe('findUncovered()', () => {
  it('finds nothing where somebody is on call for four weeks', () => {
    expect(findUncovered(startingOn('2026-01-05'), nowMs)).toEqual([]);
  });

  it('names a rotation that has not begun, until when, and in which environment', () => {
    expect(findUncovered(startingOn('2026-11-30'), nowMs)).toEqual([
      'Cannot rely on rotation "platform" in environment "prod": nobody is on call from Saturday 21 November 2026, 09:00:00 until Monday 30 November 2026, 09:00:00 (Europe/Zurich), must be covered for the next four weeks',
    ]);
  });

  it('does not mind a rotation that no critical alert calls', () => {
    const plan = startingOn('2026-11-30');
    const critical = { ...plan.policies.warning, name: 'critical', steps: [], recoveryMs: 0, failover: [] };
    expect(findUncovered({ ...plan, policies: { ...plan.policies, critical } }, nowMs)).toEqual([]);
  });
});
