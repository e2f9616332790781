import { Brand } from '../parts/brand.tsx';
import { Facts } from '../parts/card.tsx';
import { Spans } from '../parts/spans.tsx';
import { useZonedTime } from '../state/use-store.ts';
import { linkAddresses } from '../text/spans.ts';
import { type CardElement, type CardRun, parseTeamsCard } from './teams-card.ts';
import { WebhookView } from './webhook-view.tsx';

/** A card as Teams shows it in a channel; JSON that holds none is shown as it is. */
export function TeamsView({ body, atMs }: { readonly body: string; readonly atMs: number }) {
  const time = useZonedTime();
  const card = parseTeamsCard(body);
  if (!card) return <WebhookView body={body} />;
  return (
    <div class="teams">
      <p class="teams-sender">
        <Brand size={20} /> <strong>Watchkeeper</strong> <span class="muted">via Workflows</span>{' '}
        <time dateTime={new Date(atMs).toISOString()}>{time.minute(atMs)}</time>
      </p>
      <div class="teams-card">
        <Elements elements={card.elements} />
        {card.actions.length > 0 && (
          <p class="teams-actions">
            {card.actions.map(({ href, title }) => (
              <a key={href} href={href} target="_blank" rel="noreferrer">
                {title}
              </a>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}

function Elements({ elements }: { readonly elements: readonly CardElement[] }) {
  return (
    <>
      {elements.map((element, index) => (
        <Element key={index} element={element} />
      ))}
    </>
  );
}

function Element({ element }: { readonly element: CardElement }) {
  switch (element.kind) {
    case 'container':
      return (
        <div class={`teams-container teams-${element.style}`}>
          <Elements elements={element.items} />
        </div>
      );
    case 'text':
      return (
        <p>
          {element.runs.map((run, index) => (
            <Run key={index} run={run} />
          ))}
        </p>
      );
    case 'facts':
      return (
        <Facts entries={element.facts.map(({ title, value }) => [title, <Spans spans={linkAddresses(value)} />])} />
      );
    case 'unsupported':
      return <p class="muted">({element.type} is not drawn here)</p>;
  }
}

function Run({ run: { text, isBold, isCode } }: { readonly run: CardRun }) {
  if (isCode) return <code>{text}</code>;
  return isBold ? <strong>{text}</strong> : text;
}
