import type { AlarmNotification } from '../cloudwatch/alarm-notification.ts';
import type { Finding } from '../model/finding.ts';
import type { ProbeResult } from '../model/probe-result.ts';
import type { AlertContext } from './alert-context.ts';

/** Everything that one message is made of. */
export interface AlertIngredients {
  readonly notification: AlarmNotification;
  readonly status: 'firing' | 'resolved';
  readonly context: AlertContext;
  /** The probe result to quote, where one was found. */
  readonly evidence?: ProbeResult;
  /** The finding to quote, where one was found: databases and KPIs have no probe results. */
  readonly finding?: Finding;
  readonly service: string;
  readonly environment: string;
  /** IANA name; times are told in it. */
  readonly timeZone: string;
  readonly dashboardUrl?: string;
  readonly alarmUrl?: string;
  /** When it went into ALARM: a notification of OK does not say. Epoch milliseconds. */
  readonly sinceMs?: number;
}
