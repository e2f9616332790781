import middy from '@middy/core';
import type { LambdaFunctionURLEvent } from 'aws-lambda';
import type { IncidentActionsConfig } from '../../shared/plan/incident-actions-config.ts';
import { actionLinkSecret } from '../../shared/plan/names.ts';
import { readConfig } from '../aws/config.ts';
import { createIncidentStore } from '../aws/incident-store.ts';
import { createRouterClient } from '../aws/router-client.ts';
import { createSecrets } from '../aws/secrets.ts';
import { answerRequest } from './answer-request.ts';
import { fromUrlEvent, toUrlResult } from './function-url.ts';
import type { ActionPorts } from './incident-link.ts';

const config = readConfig<IncidentActionsConfig>(import.meta.url);
const { region } = config;
const client = { region };
const clock = { now: Date.now };
const secrets = createSecrets({ ...config, client, clock });

/** Below the function's own timeout, so that there is always a page. */
const routerTimeoutMs = 20_000;

const ports: ActionPorts = {
  config,
  clock,
  store: createIncidentStore({ client, tableName: config.incidentTable, clock }),
  act: createRouterClient({ client, functionName: config.router, timeoutMs: routerTimeoutMs }).act,
  secret: () => secrets.get(actionLinkSecret),
  warn: console.warn,
};

/** Lambda's entry: composes the work with its adapters. */
export const handler = middy(async (event: LambdaFunctionURLEvent) =>
  toUrlResult(await answerRequest(fromUrlEvent(event), ports)),
);
