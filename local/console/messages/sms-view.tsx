import { Spans } from '../parts/spans.tsx';
import { useZonedTime } from '../state/use-store.ts';
import { linkAddresses } from '../text/spans.ts';
import { measureSms } from './sms-size.ts';

interface SmsViewProps {
  readonly text: string;
  readonly atMs: number;
}

/** A text message on a phone's screen, and how much of one SMS it fills. */
export function SmsView({ text, atMs }: SmsViewProps) {
  const time = useZonedTime();
  const { used, limit, encoding, segments } = measureSms(text);
  return (
    <div class="sms">
      <div class="phone">
        <div class="phone-bar" aria-hidden="true">
          <span>{time.minute(atMs)}</span>
          <span class="phone-notch" />
          <span class="phone-signal">
            <i />
            <i />
            <i />
          </span>
        </div>
        <p class="phone-sender">
          <span class="phone-avatar" aria-hidden="true">
            W
          </span>
          NOTICE
        </p>
        <p class="phone-time">
          Text message, {time.day(atMs)} {time.minute(atMs)}
        </p>
        <div class="bubble">
          <Spans spans={linkAddresses(text)} />
        </div>
      </div>
      <p class={segments > 1 ? 'sms-size problem' : 'sms-size'}>
        {used} of {limit} {encoding}
        <span class="muted"> · {segments === 1 ? 'one segment' : `${segments} segments`}</span>
      </p>
    </div>
  );
}
