import { tokenizeJson } from './json-tokens.ts';

/** The JSON that was posted, indented and coloured. */
export function WebhookView({ body }: { readonly body: string }) {
  return (
    <pre class="json">
      <code>
        {tokenizeJson(body).map(({ kind, text }, index) =>
          kind === 'space' ? (
            text
          ) : (
            <span key={index} class={`json-${kind}`}>
              {text}
            </span>
          ),
        )}
      </code>
    </pre>
  );
}
