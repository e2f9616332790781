import type { AlertRouterConfig } from '../../shared/plan/alert-router-config.ts';
import type { AlarmHistory } from '../../shared/ports/alarm-history.ts';
import type { AlarmStates } from '../../shared/ports/alarm-states.ts';
import type { ChannelSubscriptions } from '../../shared/ports/channel-subscriptions.ts';
import type { DeadLetters } from '../../shared/ports/dead-letters.ts';
import type { DeliveryLog } from '../../shared/ports/delivery-log.ts';
import type { Evidence } from '../../shared/ports/evidence.ts';
import type { IncidentStore } from '../../shared/ports/incident-store.ts';
import type { MetricSink } from '../../shared/ports/metric-sink.ts';
import type { WakeUps } from '../../shared/ports/wake-ups.ts';
import type { DeliveryPorts } from './deliver.ts';

/** Who may acknowledge by a link. */
export interface LinkReader {
  readonly incident: string;
  /** The channel that is told. */
  readonly channel: string;
  readonly nowMs: number;
}

/** The world as the router needs it. */
export interface RouterPorts extends DeliveryPorts {
  readonly config: AlertRouterConfig;
  readonly incidents: IncidentStore;
  readonly wakeUps: WakeUps;
  readonly evidence: Evidence;
  readonly deliveryLog: DeliveryLog;
  readonly deadLetters: DeadLetters;
  readonly metrics: MetricSink;
  /** Where CloudWatch can be asked, the sweep makes up for messages that were lost. */
  readonly alarmStates?: AlarmStates;
  /** Where SNS can be asked, tests of channels find subscriptions that were never confirmed. */
  readonly subscriptions?: ChannelSubscriptions;
  /** Addresses that a message of an alarm links to. */
  readonly linksOf: (alarmName: string) => { readonly alarmUrl?: string; readonly dashboardUrl?: string };
  /** A signed link for one reader. Undefined where there is none; a message goes without rather than late. */
  readonly actionLink: (reader: LinkReader) => Promise<string | undefined>;
  /** Where somebody remembers when alarms began, a message about an end says how long it was. */
  readonly history?: AlarmHistory;
}
