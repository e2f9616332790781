import { safeHref } from '../text/spans.ts';
import { asFields, listOf, parseObject, textOf } from './json-fields.ts';

/** What PagerDuty shows of an event of its Events API v2. */
export interface PagerDutyEvent {
  readonly action: keyof typeof actionLabels;
  readonly summary: string;
  readonly severity: string;
  readonly source: string;
  readonly dedupKey: string;
  /** Values that were lists are one line each. */
  readonly details: readonly { readonly label: string; readonly lines: readonly string[] }[];
  readonly links: readonly { readonly text: string; readonly href: string }[];
}

/** What becomes of the alert there. */
export const actionLabels = {
  trigger: 'Triggered',
  acknowledge: 'Acknowledged',
  resolve: 'Resolved',
} as const;

/** Reads the JSON that was posted, or undefined where it is no event. */
export function parsePagerDutyEvent(body: string): PagerDutyEvent | undefined {
  const event = parseObject(body);
  const action = textOf(event?.event_action);
  if (event === undefined || !isAction(action)) return undefined;
  const payload = asFields(event.payload);
  return {
    action,
    summary: textOf(payload.summary),
    severity: textOf(payload.severity),
    source: textOf(payload.source),
    dedupKey: textOf(event.dedup_key),
    details: Object.entries(asFields(payload.custom_details)).map(([label, value]) => ({
      label,
      lines: Array.isArray(value) ? value.map(textOf) : [textOf(value)],
    })),
    links: listOf(event.links).flatMap(({ href, text }) => {
      const address = safeHref(textOf(href));
      return address === undefined ? [] : [{ href: address, text: textOf(text) || address }];
    }),
  };
}

function isAction(action: string): action is PagerDutyEvent['action'] {
  return Object.hasOwn(actionLabels, action);
}
