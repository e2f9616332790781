import { incidentActionsConfig } from '../../shared/plan/incident-actions-config.ts';
import { functionIds } from '../../shared/plan/names.ts';
import { functionArn, incidentTableArn } from '../arns.ts';
import { partOf } from '../deployable-plan.ts';
import { readSecrets } from '../permissions/read-secrets.ts';
import type { FunctionKindSettings } from './function-kind.ts';

/** Stands behind acknowledge links: reads the incident that a signed link names, and has the router do what a person asks for. */
export const incidentActions: FunctionKindSettings = {
  stack: 'alerting',
  config: incidentActionsConfig,
  environment: () => ({}),
  permissions: (plan, planned) => [
    { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem'], resources: [incidentTableArn(plan)] },
    {
      actions: ['lambda:InvokeFunction'],
      resources: [functionArn(plan, partOf(plan.functions, functionIds.alertRouter))],
    },
    ...readSecrets(plan, planned),
  ],
  // A person waits for each answer and sees its error: nothing is ever tried again behind their back.
  retryAttempts: 0,
  maxEventAgeSeconds: 60,
};
