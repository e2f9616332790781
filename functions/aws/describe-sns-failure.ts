import type { SendOutcome } from '../../shared/model/send-outcome.ts';
import { redactText } from '../../shared/redaction/redact-text.ts';
import { isWorthRetrying } from './is-worth-retrying.ts';

/** What a failed call of SNS means for a message: worth another attempt, or refused. */
export function describeSnsFailure(error: unknown): SendOutcome {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { result: isWorthRetrying(error) ? 'retry' : 'rejected', problem: redactText(`SNS ${name}: ${message}`) };
}

/** Only SMS subscriptions read it: an alert goes by the reliable route, not the cheap one. */
export const transactionalSms = {
  'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
} as const;
