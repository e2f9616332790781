import { useState } from 'preact/hooks';

/** The first rows of a list, and the button that shows more of them. */
export function useMoreRows<Row>(
  rows: readonly Row[],
  { first, more }: { readonly first: number; readonly more: number },
) {
  const [count, setCount] = useState(first);
  const left = rows.length - count;
  return {
    shown: rows.slice(0, count),
    button: left > 0 && (
      <button type="button" class="button more" onClick={() => setCount(count + more)}>
        Show more ({left})
      </button>
    ),
  };
}
