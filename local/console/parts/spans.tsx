import type { Span } from '../text/spans.ts';

/** Draws formatted text. Addresses were checked when it was read; they open in a tab of their own. */
export function Spans({ spans }: { readonly spans: readonly Span[] }) {
  return <>{spans.map(drawSpan)}</>;
}

function drawSpan(span: Span, index: number) {
  switch (span.kind) {
    case 'text':
      return span.text;
    case 'break':
      return <br key={index} />;
    case 'code':
      return <code key={index}>{span.text}</code>;
    case 'code-block':
      return <pre key={index}>{span.text}</pre>;
    case 'link':
      return (
        <a key={index} href={span.href} target="_blank" rel="noreferrer">
          {span.text}
        </a>
      );
    case 'bold':
      return (
        <strong key={index}>
          <Spans spans={span.spans} />
        </strong>
      );
    case 'italic':
      return (
        <em key={index}>
          <Spans spans={span.spans} />
        </em>
      );
    case 'strike':
      return (
        <s key={index}>
          <Spans spans={span.spans} />
        </s>
      );
    case 'quote':
      return (
        <blockquote key={index}>
          <Spans spans={span.spans} />
        </blockquote>
      );
  }
}
