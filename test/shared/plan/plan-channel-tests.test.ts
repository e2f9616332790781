import { expect, it } from 'vitest';
import { planChannelTests } from '../../../shared/plan/plan-channel-tests.ts';
import { makeDefinition } from '../../support/definition.ts';

it.each<readonly [string, unknown, unknown]>([
  ['every morning where nothing is written', undefined, { channelTests: { atMinute: 540, on: 'monday' } }],
  ['when it is written', { at: '07:15', on: 'friday' }, { channelTests: { atMinute: 435, on: 'friday' } }],
  ['never where they are switched off', false, {}],
])('planChannelTests() tests channels %s', (_, channelTests, planned) => {
  expect(planChannelTests(makeDefinition({ channelTests }))).toEqual(planned);
});
