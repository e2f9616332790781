import type { ComponentChildren } from 'preact';
import { safeHref } from '../text/spans.ts';
import { Icon } from './icon.tsx';

/** A link out of the console, in a tab of its own; plain text where the address is not a web address. */
export function ExternalLink({ href, children }: { readonly href: string; readonly children: ComponentChildren }) {
  const safe = safeHref(href);
  if (safe === undefined) return <span>{children}</span>;
  return (
    <a class="external" href={safe} target="_blank" rel="noreferrer">
      {children}
      <Icon name="external" size={12} />
    </a>
  );
}
