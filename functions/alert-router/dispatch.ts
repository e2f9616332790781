import type { AlertMessage } from '../../shared/alerting/alert-message.ts';
import { composeContent } from '../../shared/channels/compose-content.ts';
import type { DeliveryRecord } from '../../shared/model/delivery.ts';
import type { AlertRouterConfig } from '../../shared/plan/alert-router-config.ts';
import type { DeadLetters } from '../../shared/ports/dead-letters.ts';
import type { DeliveryLog } from '../../shared/ports/delivery-log.ts';
import { arrivalLetter } from './arrival-letter.ts';
import { type DeliveryPorts, deliver } from './deliver.ts';
import { recordDelivery } from './record-delivery.ts';

/** The world as dispatching needs it. */
export interface DispatchPorts extends DeliveryPorts {
  readonly config: Pick<AlertRouterConfig, 'channels'>;
  readonly deliveryLog: DeliveryLog;
  readonly deadLetters: DeadLetters;
}

interface Dispatch {
  readonly message: AlertMessage;
  /** Names of channels. */
  readonly channels: readonly string[];
  readonly deadlineMs: number;
}

/**
 * Delivers a message to several channels at once; none waits for another, and what happens to one is its own affair. Each
 * ends in the delivery log, and where it failed also in the dead letters. Rejects, after all are done, when a dead letter
 * could not be written.
 */
export async function dispatch(
  { message, channels, deadlineMs }: Dispatch,
  ports: DispatchPorts,
): Promise<readonly DeliveryRecord[]> {
  const ends = await Promise.allSettled(channels.map((channel) => dispatchTo(channel, { message, deadlineMs }, ports)));
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  if (failures.length > 0) {
    const message = 'Cannot keep an alert that could not be delivered: writing its dead letter failed';
    throw new AggregateError(failures, message);
  }
  return ends.flatMap((end) => (end.status === 'fulfilled' && end.value !== undefined ? [end.value] : []));
}

async function dispatchTo(
  channel: string,
  { message, deadlineMs }: Omit<Dispatch, 'channels'>,
  ports: DispatchPorts,
): Promise<DeliveryRecord | undefined> {
  const { config, deliveryLog, deadLetters, clock } = ports;
  const prepared = prepare(channel, message, config);
  if ('problem' in prepared) {
    const { problem } = prepared;
    await deadLetters.put(
      arrivalLetter({ type: 'unrouted-alert', atMs: clock.now(), problem, text: message.headline }),
    );
    return undefined;
  }
  const { spec, content } = prepared;
  const end = await deliver({ channel, content, deadlineMs }, ports);
  const delivery = recordDelivery({ channel, spec, message, content, end, atMs: clock.now() });
  deliveryLog.write(delivery);
  if (end.result === 'rejected' || end.result === 'gave-up') {
    const attempts = end.attempts === 1 ? '1 attempt' : `${end.attempts} attempts`;
    const problem = `Cannot deliver to channel "${channel}" in ${attempts}: ${end.problem ?? 'no reason given'}`;
    await deadLetters.put({ type: 'failed-delivery', atMs: clock.now(), problem, delivery });
  }
  return delivery;
}

function prepare(channel: string, message: AlertMessage, { channels }: DispatchPorts['config']) {
  const spec = Object.hasOwn(channels, channel) ? channels[channel] : undefined;
  if (spec === undefined) {
    return { problem: `Cannot tell channel "${channel}": it is not configured, must be one of the plan's channels` };
  }
  try {
    return { spec, content: composeContent(message, spec) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error';
    return { problem: `Cannot compose for channel "${channel}": ${reason}` };
  }
}
