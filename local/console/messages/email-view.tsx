import { Spans } from '../parts/spans.tsx';
import { useZonedTime } from '../state/use-store.ts';
import { linkAddresses } from '../text/spans.ts';

interface EmailViewProps {
  readonly subject: string;
  readonly text: string;
  readonly to: readonly string[];
  readonly atMs: number;
}

/** Plain text as a mail program shows it. SNS sends it, under its own name. */
export function EmailView({ subject, text, to, atMs }: EmailViewProps) {
  const time = useZonedTime();
  return (
    <div class="email">
      <header>
        <p class="email-subject">{subject}</p>
        <div class="email-from">
          <span class="email-avatar" aria-hidden="true">
            AN
          </span>
          <dl>
            <div>
              <dt>From</dt>
              <dd>AWS Notifications</dd>
            </div>
            <div>
              <dt>To</dt>
              <dd>{to.join(', ')}</dd>
            </div>
          </dl>
          <time dateTime={new Date(atMs).toISOString()}>{time.full(atMs)}</time>
        </div>
      </header>
      <div class="email-text">
        <Spans spans={linkAddresses(text)} />
      </div>
    </div>
  );
}
