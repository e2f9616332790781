import { checkReference } from './check-reference.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import { listHolders } from './list-holders.ts';
import { isRunbookName } from './named-runbooks.ts';
import type { KnownNames } from './sound-part.ts';

/** Every runbook that is named exists, and every runbook says something. */
export function checkRunbooks(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  const empty = Object.entries(definition.runbooks ?? {})
    .filter(([, { url, steps }]) => url === undefined && steps === undefined)
    .map(([name]) => ({ path: `runbooks.${name}`, message: 'says nothing', hint: 'write url, steps or both' }));
  const named = [
    { path: 'runbook', runbook: definition.runbook },
    ...listHolders(definition).map(({ path, input }) => ({ path: `${path}.runbook`, runbook: input.runbook })),
  ];
  const unknown = named.flatMap(({ path, runbook }) =>
    runbook === undefined || !isRunbookName(runbook)
      ? []
      : checkReference(runbook, { path, section: 'runbooks', known }),
  );
  return [...empty, ...unknown];
}
