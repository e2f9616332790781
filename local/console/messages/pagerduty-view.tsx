import { Facts } from '../parts/card.tsx';
import { Spans } from '../parts/spans.tsx';
import { linkAddresses } from '../text/spans.ts';
import { actionLabels, parsePagerDutyEvent } from './pagerduty-event.ts';
import { WebhookView } from './webhook-view.tsx';

/** An event as PagerDuty shows the alert that it makes; JSON that is no event is shown as it is. */
export function PagerDutyView({ body }: { readonly body: string }) {
  const event = parsePagerDutyEvent(body);
  if (!event) return <WebhookView body={body} />;
  const { action, summary, severity, source, dedupKey, details, links } = event;
  // PagerDuty turns severities into urgencies: critical (and error) ring, the others wait.
  const urgency = severity === 'critical' || severity === 'error' ? 'High' : 'Low';
  return (
    <div class="pagerduty">
      <p class="pagerduty-head">
        <span class={`pagerduty-status pagerduty-${action}`}>{actionLabels[action]}</span>
        {severity !== '' && <span class="pagerduty-urgency">{urgency} urgency</span>}
      </p>
      <p class="pagerduty-summary">{summary === '' ? dedupKey : summary}</p>
      <Facts
        entries={[
          ['Severity', severity || undefined],
          ['Source', source || undefined],
          ['Alert key', dedupKey || undefined],
          ...details.map(({ label, lines }) => [label, <Lines lines={lines} />] as const),
        ]}
      />
      {links.length > 0 && (
        <p class="pagerduty-links">
          {links.map(({ href, text }) => (
            <a key={href} href={href} target="_blank" rel="noreferrer">
              {text}
            </a>
          ))}
        </p>
      )}
    </div>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <>
      {lines.map((line, index) => (
        <span key={index} class="pagerduty-line">
          <Spans spans={linkAddresses(line)} />
        </span>
      ))}
    </>
  );
}
