import type { DefinitionInput } from '../../shared/definition/definition-schema.ts';
import { merge } from '../../shared/definition/merge.ts';
import { plan } from '../../shared/plan/make-plan.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { makeDefinition } from './definition.ts';

const account = '111122223333';

/** One of everything that infra renders: regions, intervals, kinds of channels, both kinds of secrets, dashboards. */
const sample = {
  channels: {
    hook: { kind: 'webhook', url: 'https://status.shop.example/hook', signingSecret: { secret: 'hook/signing' } },
  },
  policies: { critical: ['engineering', 'phone', 'chat', 'hook'], warning: ['chat'], info: ['engineering'] },
  endpoints: {
    web: { latency: { degraded: '500ms' } },
    api: {
      kind: 'http',
      url: 'https://api.shop.example/',
      every: '5m',
      auth: { kind: 'bearer', token: { secret: 'api/token', from: 'secrets-manager' } },
      headers: { 'x-api-key': { secret: 'api/key' } },
    },
    port: { kind: 'tcp', host: 'shop.example', port: 5432, title: 'database port' },
  },
  dashboards: {
    overview: { title: 'Shop', panels: [{ panel: 'status' }, { panel: 'latency' }, { panel: 'jobs' }] },
  },
  environments: { prod: { account, region: 'eu-central-1', locations: ['eu-central-1', 'us-east-1'] } },
};

/** The plan of the sample, or of the sample with what a test changes about the definition; null removes. */
export function samplePlan(change: Readonly<Record<string, unknown>> = {}): Plan & { readonly account: string } {
  const definition = merge(makeDefinition(sample), change) as DefinitionInput;
  return { ...plan(definition, 'prod'), account };
}
