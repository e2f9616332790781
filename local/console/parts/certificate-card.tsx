import type { CertificateInfo } from '../../../shared/model/probe-result.ts';
import type { EndpointView } from '../../api/types.ts';
import { useSnapshot, useZonedTime } from '../state/use-store.ts';
import { formatDaysLeft } from '../text/format.ts';
import { Badge, severityLooks } from './badges.tsx';
import { Card, Facts } from './card.tsx';

/** The server's certificate, and how far it is down the ladder of its alarms. */
export function CertificateCard({
  endpoint,
  certificate,
}: {
  readonly endpoint: EndpointView;
  readonly certificate: CertificateInfo;
}) {
  const time = useZonedTime();
  const { subject, issuer, validFrom, validTo, daysLeft } = certificate;
  const steps = useSnapshot()
    .alarms.filter(
      ({ alarm }) =>
        endpoint.alarms.includes(alarm.id) &&
        alarm.subject.kind === 'endpoint' &&
        alarm.subject.aspect === 'certificate',
    )
    .map(({ alarm }) => ({ severity: alarm.severity, days: alarm.rule.threshold }))
    .toSorted((a, b) => a.days - b.days);
  const reached = daysLeft < 0 ? { severity: 'critical' as const } : steps.find(({ days }) => daysLeft < days);
  const look = reached
    ? { ...severityLooks[reached.severity], word: formatDaysLeft(daysLeft) }
    : ({ tone: 'ok', icon: 'shield', word: formatDaysLeft(daysLeft) } as const);
  return (
    <Card title="Certificate" aside={<Badge look={look} />}>
      <Facts
        entries={[
          ['Subject', <span class="mono">{subject}</span>],
          ['Issuer', <span class="mono">{issuer}</span>],
          ['Valid from', time.full(Date.parse(validFrom))],
          ['Valid to', time.full(Date.parse(validTo))],
          [
            'Alarms at',
            steps.length === 0
              ? undefined
              : steps
                  .toReversed()
                  .map(({ days, severity }) => `${days} days (${severity})`)
                  .join(', '),
          ],
        ]}
      />
    </Card>
  );
}
