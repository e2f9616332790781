import type { RoutedStep } from '../../../shared/model/route.ts';
import { type Severity, severities } from '../../../shared/model/severity.ts';
import type { RouteView } from '../../api/types.ts';

/** Alarms of one policy that are told in the same way at the same moment. */
export interface RouteVariant {
  /** Whose steps stand for all. */
  readonly route: RouteView;
  readonly alarms: readonly RouteView[];
}

/** A policy with the alarms that follow it. */
export interface RouteGroup {
  readonly policy: string;
  readonly severity: Severity;
  /** The one that most alarms follow first. */
  readonly variants: readonly RouteVariant[];
}

/** Routes by policy, the policy of the most severe alarm first, and in each those that tell the same people together. */
export function groupRoutes(routes: readonly RouteView[]): readonly RouteGroup[] {
  return [...Map.groupBy(routes, ({ policy }) => policy)]
    .map(([policy, members]): RouteGroup => {
      const ranks = members.map(({ severity }) => severities.indexOf(severity));
      return { policy, severity: severities[Math.min(...ranks)] ?? 'info', variants: variantsOf(members) };
    })
    .toSorted(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) || a.policy.localeCompare(b.policy, 'en'),
    );
}

function variantsOf(routes: readonly RouteView[]): readonly RouteVariant[] {
  return [...Map.groupBy(routes, signatureOf).values()]
    .flatMap((alarms) => (alarms[0] ? [{ route: alarms[0], alarms }] : []))
    .toSorted((a, b) => b.alarms.length - a.alarms.length);
}

/** Equal for routes that read the same on the page. */
function signatureOf({ hold, steps, repeatMs, digestAtMs, respondWithinMs, recoveryMs, failover }: RouteView): string {
  return JSON.stringify([hold, steps, repeatMs, digestAtMs, respondWithinMs, recoveryMs, failover]);
}

/** What is different about a route; what is not in it is as usual. */
export interface RouteDifference {
  readonly waits: boolean;
  /** The steps that tell somebody else or wait longer, or all where there are more or fewer; another clock is no difference. */
  readonly steps: readonly RoutedStep[];
  readonly stepsDiffer: 'none' | 'some' | 'all';
  readonly notes: boolean;
}

/** What a reader of the usual route still has to learn about another of the same policy. */
export function differenceOf(route: RouteView, usual: RouteView): RouteDifference {
  const others = route.steps.filter((step, index) => contentOf(step) !== contentOf(usual.steps[index]));
  const isLonger = route.steps.length !== usual.steps.length;
  const stepsDiffer = isLonger ? 'all' : others.length === 0 ? 'none' : 'some';
  return {
    waits: JSON.stringify([route.hold, route.digestAtMs]) !== JSON.stringify([usual.hold, usual.digestAtMs]),
    steps: isLonger ? route.steps : others,
    stepsDiffer,
    notes: notesOf(route) !== notesOf(usual),
  };
}

const contentOf = (step: RoutedStep | undefined): string =>
  JSON.stringify([step?.afterMs, step?.receivers, step?.skipped]);

const notesOf = ({ repeatMs, respondWithinMs, recoveryMs, failover }: RouteView): string =>
  JSON.stringify([repeatMs, respondWithinMs, recoveryMs, failover]);

/** Why somebody is not told, of every step that is not skipped: `Step 2: nobody is on call`. */
export function problemsOf({ steps }: Pick<RouteView, 'steps'>): readonly string[] {
  return steps.flatMap(({ receivers, skipped }, index) =>
    skipped === undefined
      ? receivers.flatMap(({ problem }) => (problem === undefined ? [] : [`Step ${index + 1}: ${problem}`]))
      : [],
  );
}
