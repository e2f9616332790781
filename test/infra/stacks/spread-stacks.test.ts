import { describe, expect, it } from 'vitest';
import type { PlannedAlarm } from '../../../shared/model/alarm.ts';
import { samplePlan, withoutData } from '../../support/sample-plan.ts';
import { ofType, type SynthesisedStack, synthesise } from '../synthesise.ts';

const template = { maxResources: 500, maxBytes: 1_000_000 };

/** A definition with this many endpoints, each with about six alarms. */
function planWith(endpoints: number) {
  const many = Array.from({ length: endpoints }, (_, index) => [
    `endpoint-${index}`,
    { kind: 'http', url: `https://e${index}.shop.example/`, latency: { degraded: '500ms' } },
  ]);
  return samplePlan({ ...withoutData, endpoints: Object.fromEntries(many) });
}

const alarmStacksOf = (stacks: readonly SynthesisedStack[]) =>
  stacks.filter(({ name }) => name.includes('-alarms-eu-central-1-'));

const numberOf = ({ name }: { readonly name: string }) => Number(name.split('-').at(-1));

/** Name of the stack that each alarm is in. */
function homes(stacks: readonly SynthesisedStack[]): ReadonlyMap<string, string> {
  return new Map(
    ofType(alarmStacksOf(stacks), 'AWS::CloudWatch::Alarm').map(({ stack, Properties }) => [
      Properties.AlarmName,
      stack,
    ]),
  );
}

describe('spreadStacks() with the alarms of 1,000 endpoints', () => {
  const plan = planWith(1_000);
  const stacks = synthesise(plan);

  it('puts every alarm into one stack', () => {
    const names = ofType(stacks, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties.AlarmName);
    expect(plan.alarms.length).toBeGreaterThan(6_000);
    expect(names.toSorted()).toEqual(plan.alarms.map(({ name }) => name).toSorted());
  });

  it('makes templates that CloudFormation takes, as are all others', () => {
    for (const { name, resources, bytes } of stacks) {
      expect(resources.length, name).toBeLessThan(template.maxResources);
      expect(bytes, name).toBeLessThan(template.maxBytes);
    }
  });

  it('deploys the oldest first, so that an alarm that moved is deleted before it is created anew', () => {
    const inUse = alarmStacksOf(stacks).filter(({ resources }) => resources.length > 0);
    for (const stack of inUse) {
      const older = inUse.filter((other) => numberOf(other) < numberOf(stack)).map(({ name }) => name);
      expect(stack.after).toEqual(expect.arrayContaining(older));
    }
  });

  it('keeps the stack of a larger plan, empty for the CLI to delete, before all others', () => {
    const ofRegion = alarmStacksOf(stacks);
    const leftover = ofRegion.filter(({ resources }) => resources.length === 0);
    expect(leftover.map(numberOf)).toEqual([ofRegion.length]);
    for (const stack of ofRegion.filter(({ resources }) => resources.length > 0)) {
      expect(stack.after).toContain(leftover[0]?.name);
    }
  });
});

describe('spreadStacks()', () => {
  it('makes one stack, and none to delete, where the alarms fit easily', () => {
    expect(alarmStacksOf(synthesise(planWith(20))).map(numberOf)).toEqual([1]);
  });

  it('moves some alarms to a new stack, and none elsewhere, when there are more', () => {
    const before = homes(synthesise(planWith(130)));
    const after = homes(synthesise(planWith(190)));
    expect([new Set(before.values()).size, new Set(after.values()).size]).toEqual([2, 3]);
    const moved = [...before].filter(([alarm, home]) => after.get(alarm) !== home);
    expect(moved.length).toBeGreaterThan(100);
    expect(new Set(moved.map(([alarm]) => after.get(alarm)))).toEqual(new Set(['shop-prod-alarms-eu-central-1-3']));
  });

  it('makes several stacks where alarms are few but long', () => {
    const plan = samplePlan();
    const [alarm] = plan.alarms;
    const long = Array.from({ length: 400 }, (_, index): readonly PlannedAlarm[] =>
      alarm === undefined
        ? []
        : [{ ...alarm, id: `long/${index}`, name: `long/${index}`, description: 'x'.repeat(3_000) }],
    );
    const stacks = alarmStacksOf(synthesise({ ...plan, alarms: long.flat() }));
    expect(stacks.filter(({ resources }) => resources.length > 0).length).toBeGreaterThan(1);
    for (const { bytes } of stacks) expect(bytes).toBeLessThan(template.maxBytes);
  });

  it('spreads dashboards in the same way', () => {
    const plan = samplePlan();
    const text = {
      type: 'text',
      x: 0,
      y: 0,
      width: 6,
      height: 2,
      properties: { markdown: 'x'.repeat(300_000) },
    } as const;
    const dashboards = [1, 2, 3, 4].map((number) => ({
      id: `big-${number}`,
      name: `big-${number}`,
      title: 'Big',
      body: { widgets: [text] },
    }));
    const stacks = synthesise({ ...plan, dashboards }).filter(({ name }) => name.includes('-dashboards-'));
    expect(
      ofType(stacks, 'AWS::CloudWatch::Dashboard')
        .map(({ Properties }) => Properties.DashboardName)
        .toSorted(),
    ).toEqual(dashboards.map(({ name }) => name));
    for (const { bytes } of stacks) expect(bytes).toBeLessThan(template.maxBytes);
  });
});
