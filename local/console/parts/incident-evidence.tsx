import type { AlertMessage } from '../../../shared/model/alert-message.ts';
import type { IncidentView } from '../../api/types.ts';
import { Card } from './card.tsx';

/** What the alarm said: the reason, expected against actual, and the facts; and what it said when it was over. */
export function IncidentEvidence({ incident: { news } }: { readonly incident: IncidentView }) {
  const { opening, closing } = news;
  const pairs = [
    ...(opening.expected === undefined ? [] : [{ label: 'Expected', value: opening.expected }]),
    ...(opening.actual === undefined ? [] : [{ label: 'Actual', value: opening.actual, isActual: true }]),
  ];
  return (
    <Card title="Evidence">
      <p class="evidence-reason">{opening.reason}</p>
      {pairs.length > 0 && (
        <dl class="evidence-pairs">
          {pairs.map(({ label, value, isActual }) => (
            <div key={label} class={isActual ? 'evidence-actual' : undefined}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <FactList message={opening} />
      {closing && (
        <p class="evidence-closing">
          <strong>At the end: </strong>
          {closing.reason}
        </p>
      )}
    </Card>
  );
}

function FactList({ message: { facts, rule, meaning } }: { readonly message: AlertMessage }) {
  const all = [
    ...facts,
    ...(rule === '' ? [] : [{ label: 'Rule', value: rule }]),
    ...(meaning === '' ? [] : [{ label: 'Meaning', value: meaning }]),
  ];
  return (
    <dl class="facts">
      {all.map(({ label, value }, index) => (
        <div key={`${label} ${index}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
