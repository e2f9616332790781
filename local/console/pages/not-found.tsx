import { PageHead } from '../parts/card.tsx';

interface NotFoundProps {
  readonly what: string;
  readonly back: { readonly href: string; readonly label: string };
}

/** Says that something linked to is not there. */
export function NotFoundPage({ what, back }: NotFoundProps) {
  return (
    <PageHead title="Not found" back={back}>
      <p>There is no {what} in this environment. It may have been renamed or removed from the definition.</p>
    </PageHead>
  );
}
