import type { RunbookStep } from '../model/policy.ts';
import type { DefinitionInput } from './definition-schema.ts';

/** True for the name of a runbook, false for an address. */
export function isRunbookName(runbook: string): boolean {
  return !/^https?:\/\//i.test(runbook);
}

/** What a runbook tells to do: nothing where it is an address, or no such runbook exists. */
export function stepsOfRunbook(
  { runbooks = {} }: DefinitionInput,
  runbook: string | undefined,
): readonly RunbookStep[] {
  if (runbook === undefined || !isRunbookName(runbook)) return [];
  return (runbooks[runbook]?.steps ?? []).map((step) => (typeof step === 'string' ? { text: step } : step));
}

/** An alert's own address, or the one of what it is about; null takes that back. */
export function inheritRunbook(own: string | null | undefined, outer: string | undefined): string | undefined {
  return own === undefined ? outer : (own ?? undefined);
}

type Holder = { readonly runbook?: string | null | undefined };

type Things<T> = Readonly<Record<string, T>>;

const mapThings = <T>(things: Things<T> | undefined, change: (thing: T) => T): Things<T> =>
  Object.fromEntries(Object.entries(things ?? {}).map(([name, thing]) => [name, change(thing)]));

/**
 * The definition with addresses where names of runbooks stood, and with its default wherever nothing stood. A runbook that
 * has only steps leaves no address behind: where an outer one would be inherited, null takes it back, as in overrides.
 */
export function linkRunbooks(definition: DefinitionInput): DefinitionInput {
  const { runbooks = {}, runbook: general } = definition;
  const addressOf = (runbook: string): string | undefined =>
    isRunbookName(runbook) ? runbooks[runbook]?.url : runbook;
  const link = <T extends Holder>(holder: T): T => {
    const { runbook = general, ...rest } = holder;
    const url = typeof runbook === 'string' ? addressOf(runbook) : undefined;
    return { ...rest, ...(url === undefined ? {} : { runbook: url }) } as T;
  };
  const linkInner = <T extends Holder>(holder: T): T =>
    typeof holder.runbook !== 'string' ? holder : { ...holder, runbook: addressOf(holder.runbook) ?? null };
  const linkAlert = <T extends Holder | false>(alert: T): T => (alert === false ? alert : (linkInner(alert) as T));
  return {
    ...definition,
    defaults: link(definition.defaults ?? {}),
    groups: mapThings(definition.groups, (group) => ({
      ...linkInner(group),
      endpoints: mapThings(group.endpoints, linkInner),
    })),
    endpoints: mapThings(definition.endpoints, linkInner),
    databases: mapThings(definition.databases, (database) => ({
      ...link(database),
      ...(database.alarms === undefined ? {} : { alarms: mapThings(database.alarms, linkAlert) }),
    })),
    kpis: mapThings(definition.kpis, (kpi) => ({
      ...link(kpi),
      ...(kpi.alert === undefined ? {} : { alert: linkInner(kpi.alert) }),
      ...(kpi.alerts === undefined ? {} : { alerts: mapThings(kpi.alerts, linkAlert) }),
    })),
    refreshes: mapThings(definition.refreshes, link),
  };
}
