import { describe, expect, it } from 'vitest';
import { parsePagerDutyEvent } from '../../../../local/console/messages/pagerduty-event.ts';
import { composeContent } from '../../../../shared/channels/compose-content.ts';
import { alertStories } from '../../../support/alert-stories.ts';
import { sampleSpecs } from '../../../support/channel-samples.ts';

describe('parsePagerDutyEvent()', () => {
  it('reads what the channel says', () => {
    const content = composeContent(alertStories['not-acknowledged'], sampleSpecs.pagerduty);
    const event = parsePagerDutyEvent(content.via === 'http' ? content.body : '');
    expect(event).toMatchObject({
      action: 'trigger',
      summary: alertStories['not-acknowledged'].headline,
      severity: 'critical',
      source: 'shop prod',
      dedupKey: 'k3v9x2m4q7ta',
    });
    expect(event?.details).toContainEqual({ label: 'Expected', lines: ['status 2xx or 3xx'] });
    expect(event?.details.find(({ label }) => label === 'What to do')?.lines).toHaveLength(3);
    expect(event?.links.map(({ text }) => text)).toEqual(['Acknowledge', 'Runbook', 'Dashboard', 'Alarm']);
  });

  it('links to nothing that is no page', () => {
    const links = [{ href: 'javascript:alert(1)', text: 'Runbook' }];
    expect(parsePagerDutyEvent(JSON.stringify({ event_action: 'resolve', links }))).toMatchObject({
      action: 'resolve',
      links: [],
    });
  });

  it.each(['', '[]', 'null', '{"event_action":"explode"}', '{"event_action":'])('takes %j for no event', (body) => {
    expect(parsePagerDutyEvent(body)).toBeUndefined();
  });
});
