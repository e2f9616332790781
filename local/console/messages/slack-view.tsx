import { Brand } from '../parts/brand.tsx';
import { Spans } from '../parts/spans.tsx';
import { useZonedTime } from '../state/use-store.ts';
import { parseSlackMessage, type SlackBlock, type SlackButton } from './slack-blocks.ts';
import { WebhookView } from './webhook-view.tsx';

/** A post to an incoming webhook as Slack shows it; JSON that is no message is shown as it is. */
export function SlackView({ body, atMs }: { readonly body: string; readonly atMs: number }) {
  const time = useZonedTime();
  const message = parseSlackMessage(body);
  if (!message) return <WebhookView body={body} />;
  return (
    <div class="slack">
      <span class="slack-avatar">
        <Brand size={22} />
      </span>
      <div class="slack-message">
        <p class="slack-sender">
          <strong>Watchkeeper</strong> <span class="slack-app">APP</span>{' '}
          <time dateTime={new Date(atMs).toISOString()}>{time.minute(atMs)}</time>
        </p>
        {message.spans.length > 0 && (
          <p>
            <Spans spans={message.spans} />
          </p>
        )}
        <Blocks blocks={message.blocks} />
        {message.attachments.map(({ color, spans, blocks }, index) => (
          <div key={index} class="slack-attachment" style={color === undefined ? {} : { '--slack-bar': color }}>
            {spans.length > 0 && (
              <p>
                <Spans spans={spans} />
              </p>
            )}
            <Blocks blocks={blocks} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Blocks({ blocks }: { readonly blocks: readonly SlackBlock[] }) {
  return (
    <>
      {blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </>
  );
}

function Block({ block }: { readonly block: SlackBlock }) {
  switch (block.kind) {
    case 'header':
      return <p class="slack-header">{block.text}</p>;
    case 'section':
      return <Section block={block} />;
    case 'context':
      return (
        <div class="slack-context">
          {block.elements.map((spans, index) => (
            <span key={index}>
              <Spans spans={spans} />
            </span>
          ))}
        </div>
      );
    case 'divider':
      return <hr />;
    case 'actions':
      return (
        <div class="slack-actions">
          {block.buttons.map((button) => (
            <Button key={button.text} button={button} />
          ))}
        </div>
      );
    case 'unsupported':
      return <p class="slack-context">({block.type} is not drawn here)</p>;
  }
}

function Section({
  block: { spans, fields, button },
}: {
  readonly block: Extract<SlackBlock, { readonly kind: 'section' }>;
}) {
  return (
    <div class="slack-section">
      {spans.length > 0 && (
        <div>
          <Spans spans={spans} />
        </div>
      )}
      {fields.length > 0 && (
        <div class="slack-fields">
          {fields.map((field, index) => (
            <div key={index}>
              <Spans spans={field} />
            </div>
          ))}
        </div>
      )}
      {button && <Button button={button} />}
    </div>
  );
}

/** A button that opens a page is a link here as there; one that calls an app has nothing to call. */
function Button({ button: { text, href, style } }: { readonly button: SlackButton }) {
  const look = `slack-button${style === undefined ? '' : ` slack-button-${style}`}`;
  return href === undefined ? (
    <span class={look}>{text}</span>
  ) : (
    <a class={look} href={href} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}
