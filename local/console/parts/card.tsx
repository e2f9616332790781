import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { usePageTitle } from '../state/use-page-title.ts';

interface CardProps {
  readonly title: string;
  /** Shown at the right of the title. */
  readonly aside?: ComponentChildren;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A titled section with a frame. */
export function Card({ title, aside, class: extra = '', children }: CardProps) {
  const id = useId();
  return (
    <section class={`card ${extra}`} aria-labelledby={id}>
      <header class="card-head">
        <h2 id={id}>{title}</h2>
        {aside !== undefined && <div class="card-aside">{aside}</div>}
      </header>
      {children}
    </section>
  );
}

/** Says what is not there yet, and what will bring it. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}

/** Names and values; entries without a value are left out. */
export function Facts({
  entries,
}: {
  readonly entries: readonly (readonly [name: string, value: ComponentChildren | undefined])[];
}) {
  return (
    <dl class="facts">
      {entries
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** The title of a page, which names the browser's tab too, with its way back, a badge and actions. */
export function PageHead(props: {
  readonly title: string;
  /** 2 where the page has another title. Default 1. */
  readonly level?: 1 | 2;
  readonly back?: { readonly href: string; readonly label: string };
  readonly badge?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly children?: ComponentChildren;
}) {
  const { title, level = 1, back, badge, actions, children } = props;
  usePageTitle(level === 1 ? title : undefined);
  return (
    <header class="page-head">
      {back && (
        <nav aria-label="Breadcrumb">
          <a class="back" href={back.href}>
            {back.label}
          </a>
        </nav>
      )}
      <div class="page-title">
        {level === 1 ? <h1>{title}</h1> : <h2 class="page-title-2">{title}</h2>}
        {badge}
        {actions !== undefined && <div class="page-actions">{actions}</div>}
      </div>
      {children}
    </header>
  );
}

/** A row of choices of which one holds, as buttons. */
export function Choices<Value extends string | number>(props: {
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <fieldset class="choices">
      <legend class="visually-hidden">{props.label}</legend>
      {props.choices.map(({ value, label }) => (
        <button key={value} type="button" aria-pressed={value === props.chosen} onClick={() => props.onChoose(value)}>
          {label}
        </button>
      ))}
    </fieldset>
  );
}
