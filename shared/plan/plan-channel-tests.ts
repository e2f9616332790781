import { minuteOf } from '../definition/calendar-settings.ts';
import type { DefinitionInput } from '../definition/definition-schema.ts';
import { channelTestDefaults } from '../definition/people-settings.ts';
import type { Plan } from './plan.ts';

/** When channels are tested: by default every morning. */
export function planChannelTests({ channelTests = {} }: DefinitionInput): Pick<Plan, 'channelTests'> {
  if (channelTests === false) return {};
  const { at = channelTestDefaults.at, on = channelTestDefaults.on } = channelTests;
  return { channelTests: { atMinute: minuteOf(at), on } };
}
