import type { AlarmState } from '../model/alarm.ts';
import type { AlarmNotification } from './alarm-notification.ts';
import { parseCloudWatchTime } from './cloudwatch-time.ts';
import { type JsonObject, jsonObject, parseTrigger, textOf, textsOf } from './parse-trigger.ts';

/** A notification, or why the text is none. */
export type ParsedNotification =
  | { readonly ok: true; readonly notification: AlarmNotification }
  | { readonly ok: false; readonly problem: string };

/** SNS messages have at most 256 KiB, so no more characters than that. */
const maxTextLength = 262_144;

/**
 * The longest texts that are taken; CloudWatch's own limits are lower (1,023 for a reason, 1,024 for a description).
 */
const maxLengths = {
  AlarmName: 255,
  NewStateReason: 4096,
  AlarmDescription: 4096,
  AlarmArn: 1024,
  Region: 128,
  AWSAccountId: 32,
} as const;

const required = ['AlarmName', 'NewStateReason'] as const;

/**
 * Reads the message of a CloudWatch alarm from outside. Never throws, whatever the text. Unknown fields are ignored;
 * what is not needed to say which alarm changed to what and why may be missing, so that no alarm is lost over a detail.
 */
export function parseAlarmNotification(text: string): ParsedNotification {
  if (text.length > maxTextLength) {
    return refuse(`it has ${text.length} characters, must have at most ${maxTextLength}`);
  }
  const body = jsonObject(parseJson(text));
  if (body === undefined) return refuse('it is no JSON object, must be the message of a CloudWatch alarm');
  const problem = problemOfTexts(body) ?? problemOfStates(body) ?? problemOfTime(body);
  return problem === undefined ? { ok: true, notification: notificationOf(body) } : refuse(problem);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOfTexts(body: JsonObject): string | undefined {
  for (const [field, maxLength] of Object.entries(maxLengths)) {
    const value = body[field];
    if (value === undefined || value === null || value === '') {
      if (required.some((name) => name === field)) return `"${field}" is missing, must be there`;
    } else if (typeof value !== 'string') {
      return `"${field}" is no text, must be one`;
    } else if (value.length > maxLength) {
      return `"${field}" has ${value.length} characters, must have at most ${maxLength}`;
    }
  }
  return undefined;
}

function problemOfStates(body: JsonObject): string | undefined {
  if (stateOf(body.NewStateValue) === undefined) {
    return '"NewStateValue" is no state, must be OK, ALARM or INSUFFICIENT_DATA';
  }
  const isOldFine = body.OldStateValue === undefined || oldStateOf(body.OldStateValue) !== undefined;
  return isOldFine ? undefined : '"OldStateValue" is no state, must be OK, ALARM or INSUFFICIENT_DATA';
}

function problemOfTime(body: JsonObject): string | undefined {
  const text = textOf(body.StateChangeTime, 64);
  if (text !== undefined && parseCloudWatchTime(text) !== undefined) return undefined;
  return '"StateChangeTime" is no time, must be one like 2026-01-02T03:04:05.678+0000';
}

function notificationOf(body: JsonObject): AlarmNotification {
  const configured = textOf(body.AlarmConfigurationUpdatedTimestamp, 64);
  const afterMute = body.ActionExecutedAfterMuteWindow;
  const trigger = parseTrigger(body.Trigger);
  return {
    AlarmName: textIn(body, 'AlarmName'),
    AlarmDescription: textIn(body, 'AlarmDescription') || null,
    AWSAccountId: textIn(body, 'AWSAccountId'),
    ...(configured === undefined ? {} : { AlarmConfigurationUpdatedTimestamp: configured }),
    NewStateValue: stateOf(body.NewStateValue) ?? 'INSUFFICIENT_DATA',
    NewStateReason: textIn(body, 'NewStateReason'),
    StateChangeTime: textOf(body.StateChangeTime, 64) ?? '',
    Region: textIn(body, 'Region'),
    AlarmArn: textIn(body, 'AlarmArn'),
    OldStateValue: oldStateOf(body.OldStateValue) ?? 'INSUFFICIENT_DATA',
    OKActions: textsOf(body.OKActions),
    AlarmActions: textsOf(body.AlarmActions),
    InsufficientDataActions: textsOf(body.InsufficientDataActions),
    ...(typeof afterMute === 'boolean' ? { ActionExecutedAfterMuteWindow: afterMute } : {}),
    ...(trigger === undefined ? {} : { Trigger: trigger }),
  };
}

function textIn(body: JsonObject, field: keyof typeof maxLengths): string {
  return textOf(body[field], maxLengths[field]) ?? '';
}

const states: readonly AlarmState[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];

function stateOf(value: unknown): AlarmState | undefined {
  return states.find((state) => state === value);
}

/** A composite alarm that was just created had no state before: `N/A`. */
function oldStateOf(value: unknown): AlarmState | undefined {
  return value === 'N/A' ? 'INSUFFICIENT_DATA' : stateOf(value);
}

function refuse(problem: string): ParsedNotification {
  return { ok: false, problem: `Cannot read alarm notification: ${problem}` };
}
