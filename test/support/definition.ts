import { checkDefinition } from '../../shared/definition/check-definition.ts';
import type { DefinitionInput } from '../../shared/definition/definition-schema.ts';
import type { Problem } from '../../shared/definition/explain-issue.ts';
import { merge } from '../../shared/definition/merge.ts';

/** The smallest definition that is right. */
const base: DefinitionInput = {
  service: 'shop',
  timeZone: 'Europe/Zurich',
  channels: {
    engineering: { kind: 'email', to: ['engineering@shop.example'] },
    phone: { kind: 'sms', to: ['+12025550101'] },
    chat: { kind: 'slack', webhook: { secret: 'slack/engineering' } },
  },
  policies: { critical: ['engineering', 'phone', 'chat'], warning: ['chat'], info: [] },
  backstop: ['phone'],
  people: { ada: { name: 'Ada', slack: 'U012ABCDEF' } },
  owner: 'ada',
  runbook: 'https://runbooks.shop.example/',
  endpoints: { web: { kind: 'http', url: 'https://shop.example/' } },
  environments: { prod: { account: '111122223333', region: 'eu-central-1' } },
};

/** A right definition with what a test changes about it; null removes, as in overrides. Typed loosely: tests write mistakes. */
export function makeDefinition(change: Readonly<Record<string, unknown>> = {}): DefinitionInput {
  return merge(base, change) as DefinitionInput;
}

/** What is wrong with that definition; nothing where it is right. */
export function problemsOf(change: Readonly<Record<string, unknown>>): readonly Problem[] {
  const checked = checkDefinition(makeDefinition(change));
  return checked.ok ? [] : checked.problems;
}
