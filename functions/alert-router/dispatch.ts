import { composeContent } from '../../shared/channels/compose-content.ts';
import type { ChannelSpec } from '../../shared/channels/registry.ts';
import { reviseContent } from '../../shared/channels/revise-content.ts';
import type { AlertMessage } from '../../shared/model/alert-message.ts';
import type { ChannelContent } from '../../shared/model/channel-content.ts';
import type { DeliveryRecord } from '../../shared/model/delivery.ts';
import type { TellKind } from '../../shared/model/incident.ts';
import { arrivalLetter } from './arrival-letter.ts';
import { type DeliveryEnd, deliver } from './deliver.ts';
import { recordDelivery } from './record-delivery.ts';
import type { RouterPorts } from './router-ports.ts';
import { withoutLinks } from './without-links.ts';

/** What dispatching needs of the world. */
export type DispatchPorts = Pick<
  RouterPorts,
  'outbox' | 'clock' | 'timer' | 'random' | 'deliveryLog' | 'deadLetters'
> & { readonly config: Pick<RouterPorts['config'], 'channels'> };

/** One message for one channel. */
export interface Dispatch {
  readonly channel: string;
  readonly message: AlertMessage;
  /** Epoch milliseconds after which no attempt is begun. */
  readonly deadlineMs: number;
  readonly incident?: string;
  readonly tell?: TellKind;
  /** True where the caller tries again later: giving up is no dead letter yet. */
  readonly isTriedAgain?: boolean;
  /** What the vendor calls the first message about the same incident. */
  readonly thread?: string;
}

/** How it ended, and the record of it; nothing is recorded of what could not even be composed. */
export interface Dispatched extends DeliveryEnd {
  readonly record?: DeliveryRecord;
}

/**
 * Delivers one message to one channel. It ends in the delivery log, and where it failed also in the dead letters. Rejects only
 * when a dead letter could not be written.
 */
export async function dispatch(parcel: Dispatch, ports: DispatchPorts): Promise<Dispatched> {
  const { channel, message, deadlineMs, isTriedAgain = false } = parcel;
  const { config, clock, deliveryLog, deadLetters } = ports;
  const prepared = prepare(parcel, config);
  if ('problem' in prepared) {
    const { problem } = prepared;
    await bury({ problem, text: message.headline }, ports);
    return { result: 'rejected', attempts: 0, problem };
  }
  const { spec, content } = prepared;
  const end = await deliver({ channel, content, deadlineMs }, ports);
  const record = recordDelivery({ ...parcel, spec, content, end, atMs: clock.now() });
  deliveryLog.write(record);
  if (end.result === 'rejected' || (end.result === 'gave-up' && !isTriedAgain)) {
    const attempts = end.attempts === 1 ? '1 attempt' : `${end.attempts} attempts`;
    const problem = `Cannot deliver to channel "${channel}" in ${attempts}: ${end.problem ?? 'no reason given'}`;
    await deadLetters.put({ type: 'failed-delivery', atMs: clock.now(), problem, delivery: withoutLinks(record) });
  } else if (end.result === 'delivered') await revise(parcel, spec, ports);
  return { ...end, record };
}

async function bury(
  { problem, text }: { readonly problem: string; readonly text: string },
  { deadLetters, clock }: DispatchPorts,
): Promise<void> {
  await deadLetters.put(arrivalLetter({ type: 'unrouted-alert', atMs: clock.now(), problem, text }));
}

type Prepared = { readonly spec: ChannelSpec; readonly content: ChannelContent } | { readonly problem: string };

function prepare({ channel, message, thread }: Dispatch, { channels }: DispatchPorts['config']): Prepared {
  const spec = Object.hasOwn(channels, channel) ? channels[channel] : undefined;
  if (spec === undefined) {
    return { problem: `Cannot tell channel "${channel}": it is not configured, must be one of the plan's channels` };
  }
  try {
    return { spec, content: composeContent(message, spec, thread) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error';
    return { problem: `Cannot compose for channel "${channel}": ${reason}` };
  }
}

/** The first message of a thread shows how things stand: worth one attempt, and no dead letter, because the thread has the news. */
async function revise(
  { channel, message, thread, deadlineMs }: Dispatch,
  spec: ChannelSpec,
  { outbox, clock }: DispatchPorts,
): Promise<void> {
  if (thread === undefined || message.status === 'firing') return;
  const timeoutMs = Math.min(5_000, deadlineMs - clock.now());
  if (timeoutMs <= 0) return;
  const content = reviseContent(message, spec, thread);
  if (content === undefined) return;
  await outbox.send({ channel, content, timeoutMs }).catch(() => undefined);
}
