import type { Incident, Tell, TellKind } from '../../model/incident.ts';

/** What a new tell is about. */
export interface TellRequest {
  readonly kind: TellKind;
  readonly channels: readonly string[];
  readonly mentions?: readonly string[];
  readonly step?: number;
  readonly insteadOf?: string;
}

/** An incident with more to tell. Nobody has claimed it yet; a channel that still waits for the same is not told twice. */
export function addTells(
  incident: Incident,
  { kind, channels, mentions = [], step, insteadOf }: TellRequest,
): Incident {
  const waiting = new Set(incident.tells.filter((tell) => tell.kind === kind).map(({ channel }) => channel));
  const tells = channels
    .filter((channel) => !waiting.has(channel))
    .map(
      (channel, index): Tell => ({
        id: `${incident.tellCount + index + 1}`,
        ...{ kind, channel, mentions },
        ...(step === undefined ? {} : { step }),
        ...(insteadOf === undefined ? {} : { insteadOf }),
        givenUp: 0,
        claimedUntilMs: 0,
      }),
    );
  return { ...incident, tells: [...incident.tells, ...tells], tellCount: incident.tellCount + tells.length };
}

/** Claims whatever nobody else is delivering, until a moment (epoch milliseconds). */
export function claimTells(
  incident: Incident,
  { nowMs, untilMs }: { readonly nowMs: number; readonly untilMs: number },
): { readonly incident: Incident; readonly claimed: readonly Tell[] } {
  const claim = (tell: Tell): Tell => (tell.claimedUntilMs <= nowMs ? { ...tell, claimedUntilMs: untilMs } : tell);
  const claimed = incident.tells.filter((tell) => tell.claimedUntilMs <= nowMs).map(claim);
  return claimed.length === 0
    ? { incident, claimed }
    : { incident: { ...incident, tells: incident.tells.map(claim) }, claimed };
}
