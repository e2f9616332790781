import { useEffect, useState } from 'preact/hooks';

const SHOWN_MS = 2_000;

/** Copies a text, and says for a moment that it did, or that the browser does not allow it. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [outcome, setOutcome] = useState<'Copied' | 'Not allowed'>();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('Copied');
    } catch {
      // Only pages of this machine or of HTTPS may write to the clipboard: the text can still be marked by hand.
      setOutcome('Not allowed');
    }
  };
  return (
    <button type="button" class="button copy" aria-label={`Copy ${what}`} onClick={copy}>
      <span aria-live="polite">{outcome ?? 'Copy'}</span>
    </button>
  );
}
