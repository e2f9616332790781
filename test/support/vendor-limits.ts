import { expect } from 'vitest';
import { countSeptets } from '../../shared/channels/gsm7.ts';
import type { ChannelKindName } from '../../shared/channels/registry.ts';
import type { ChannelContent, HttpContent } from '../../shared/model/channel-content.ts';
import { expectSlackMessage } from './slack-limits.ts';
import { expectTeamsMessage } from './teams-limits.ts';

/** SNS: a message and its attributes have at most 256 KiB (API_Publish). */
const mostOfSnsMessage = 262_144 - 1_024;

/** What each vendor refuses or mangles. A new kind of channel says its own here. */
export const vendorLimits = {
  email(content) {
    const { subject = '', message } = asSns(content);
    expect(subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,98}$/);
    expectSnsMessage(message);
  },
  sms(content) {
    const { subject, message } = asSns(content);
    expect(subject).toBeUndefined();
    expect(countSeptets(message)).toBeLessThanOrEqual(160);
    expectSnsMessage(message);
  },
  slack(content) {
    expectSlackMessage(asHttp(content).body);
  },
  webhook(content) {
    const body = JSON.parse(asHttp(content).body) as unknown;
    expect(body).toMatchObject({ version: 1 });
    expect(asHttp(content).body.length).toBeLessThan(150_000);
  },
  /** https://developer.pagerduty.com/docs/events-api-v2-overview */
  pagerduty(content) {
    const { body } = asHttp(content);
    const { event_action, dedup_key, payload, links } = JSON.parse(body) as PagerDutyEvent;
    expect(['trigger', 'acknowledge', 'resolve']).toContain(event_action);
    expectLength(dedup_key, 255);
    expectLength(payload.summary, 1_024);
    expect(payload.source).not.toBe('');
    expect(['critical', 'error', 'warning', 'info']).toContain(payload.severity);
    expect(new Date(payload.timestamp).toISOString()).toBe(payload.timestamp);
    for (const { href } of links) expect(href).toMatch(/^https?:/);
    expect(Buffer.byteLength(body)).toBeLessThan(512_000 - 1_000);
  },
  teams(content) {
    expectTeamsMessage(asHttp(content).body);
  },
} satisfies Record<ChannelKindName, (content: ChannelContent) => void>;

interface PagerDutyEvent {
  readonly event_action: string;
  readonly dedup_key: string;
  readonly payload: {
    readonly summary: string;
    readonly source: string;
    readonly severity: string;
    readonly timestamp: string;
  };
  readonly links: readonly { readonly href: string }[];
}

function expectLength(text: string, most: number): void {
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(most);
}

function expectSnsMessage(message: string): void {
  expect(message).not.toBe('');
  expect(message.isWellFormed()).toBe(true);
  expect(message).not.toMatch(/[^\P{Cc}\n]/u);
  expect(Buffer.byteLength(message)).toBeLessThanOrEqual(mostOfSnsMessage);
}

function asSns(content: ChannelContent): { readonly subject?: string; readonly message: string } {
  if (content.via === 'http') throw new Error('Must go to SNS');
  return content;
}

function asHttp(content: ChannelContent): HttpContent {
  if (content.via !== 'http') throw new Error('Must be posted');
  return content;
}
