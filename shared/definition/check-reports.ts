import { channelKinds } from '../channels/registry.ts';
import { checkReference } from './check-reference.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import type { KnownNames } from './sound-part.ts';

/** Reports go by email. */
function checkReceiver(definition: DefinitionInput, path: string, channel: string): readonly Problem[] {
  const kind = definition.channels[channel]?.kind;
  if (kind === undefined || kind === 'email') return [];
  const isText = channelKinds[kind].isNative;
  const hint = isText ? 'a report does not fit into an SMS: name an email channel' : 'name an email channel';
  return [{ path, message: `"${channel}" is a channel of kind ${kind}`, hint }];
}

/** What contradicts itself in the reports of a definition. */
export function checkReports(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  return Object.entries(definition.reports ?? {}).flatMap(([name, { to, kpis = [] }]) => [
    ...to.flatMap((channel, index) => {
      const path = `reports.${name}.to.${index}`;
      const unknown = checkReference(channel, { path, section: 'channels', known });
      return unknown.length > 0 ? unknown : checkReceiver(definition, path, channel);
    }),
    ...kpis.flatMap((kpi, index) =>
      checkReference(kpi, { path: `reports.${name}.kpis.${index}`, section: 'kpis', known }),
    ),
  ]);
}
