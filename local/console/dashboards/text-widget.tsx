import { Spans } from '../parts/spans.tsx';
import { type MarkdownBlock, parseMarkdown } from './markdown.ts';

/** A text widget. Its headings are set below those of the page. */
export function TextWidgetView({ markdown }: { readonly markdown: string }) {
  return (
    <div class="widget-inner widget-markdown">
      {parseMarkdown(markdown).map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: MarkdownBlock }) {
  switch (block.kind) {
    case 'heading':
      return block.level <= 2 ? (
        <h2>
          <Spans spans={block.spans} />
        </h2>
      ) : (
        <h3>
          <Spans spans={block.spans} />
        </h3>
      );
    case 'paragraph':
      return (
        <p>
          <Spans spans={block.spans} />
        </p>
      );
    case 'rule':
      return <hr />;
    case 'list':
      return block.ordered ? <ol>{listItems(block.items)}</ol> : <ul>{listItems(block.items)}</ul>;
    case 'table':
      return <Table block={block} />;
  }
}

function listItems(items: Extract<MarkdownBlock, { readonly kind: 'list' }>['items']) {
  return items.map((spans, index) => (
    <li key={index}>
      <Spans spans={spans} />
    </li>
  ));
}

function Table({ block: { head, rows } }: { readonly block: Extract<MarkdownBlock, { readonly kind: 'table' }> }) {
  return (
    <table class="table">
      <thead>
        <tr>
          {head.map((spans, index) => (
            <th key={index} scope="col">
              <Spans spans={spans} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((spans, place) => (
              <td key={place}>
                <Spans spans={spans} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
