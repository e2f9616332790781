import type { RoutedReceiver, RoutedStep } from '../../../shared/model/route.ts';
import type { RouteView } from '../../api/types.ts';
import { useStore, useZonedTime } from '../state/use-store.ts';
import { formatSpan } from '../text/format.ts';
import { Icon } from './icon.tsx';

interface RouteStepsProps {
  readonly route: Pick<RouteView, 'steps' | 'atMs'>;
  /** How many of them are done. Default 0. */
  readonly stepsDone?: number;
  /** Why the others are not taken any more, e.g. `acknowledged by Ada`. */
  readonly ended?: string | undefined;
}

/** The steps of a route on a line, each with its wait, its clock and whom it tells. */
export function RouteSteps({ route: { steps }, stepsDone = 0, ended }: RouteStepsProps) {
  if (steps.length === 0) return <p class="muted">It has no step that tells somebody.</p>;
  return (
    <ol class="steps">
      {steps.map((step, index) => (
        <Step key={index} step={step} isDone={index < stepsDone} ended={ended} />
      ))}
    </ol>
  );
}

interface StepProps extends Pick<RouteStepsProps, 'ended'> {
  readonly step: RoutedStep;
  readonly isDone: boolean;
}

function Step({ step, isDone, ended }: StepProps) {
  const time = useZonedTime();
  const nowMs = useStore().nowMs.value;
  const { afterMs, atMs, receivers, skipped } = step;
  const isEnded = !isDone && ended !== undefined;
  const state = isEnded ? 'ended' : skipped !== undefined ? 'skipped' : isDone ? 'done' : 'ahead';
  return (
    <li class={`step step-${state}`}>
      <div class="step-when">
        <span class="step-wait">+{afterMs === 0 ? '0 min' : formatSpan(afterMs)}</span>
        {!isEnded && (
          <time dateTime={new Date(atMs).toISOString()} title={time.full(atMs)}>
            {time.short(atMs, nowMs)}
          </time>
        )}
        {isDone && (
          <span class="step-tick">
            <Icon name="check" size={12} /> done
          </span>
        )}
      </div>
      <div class="step-who">
        {isEnded && <p class="strong">Not taken: {ended}</p>}
        {skipped === undefined ? (
          <ul>
            {joinChannels(receivers).map((receiver) => (
              <ReceiverRow key={receiver.receiver} receiver={receiver} />
            ))}
          </ul>
        ) : (
          <p class="muted">Tells nobody: {skipped}</p>
        )}
      </div>
    </li>
  );
}

/** Channels that the policy names one by one read better on one line, after the people. */
function joinChannels(receivers: readonly RoutedReceiver[]): readonly RoutedReceiver[] {
  const isPlain = ({ receiver, people, problem }: RoutedReceiver): boolean =>
    receiver.startsWith('channel ') && people.length === 0 && problem === undefined;
  const channels = receivers.filter(isPlain).flatMap((receiver) => receiver.channels);
  const others = receivers.filter((receiver) => !isPlain(receiver));
  return channels.length === 0 ? others : [...others, { receiver: 'channel ', people: [], channels }];
}

function ReceiverRow({ receiver: { receiver, people, channels, problem } }: { readonly receiver: RoutedReceiver }) {
  const isChannel = people.length === 0 && receiver.startsWith('channel ');
  const isPerson = people.length > 0 && receiver.startsWith('person ');
  return (
    <li class="receiver">
      {people.length > 0 && <span class="strong">{people.join(', ')}</span>}
      {!isChannel && !isPerson && <span class="muted">{receiver}</span>}
      {channels.map((channel) => (
        <span key={channel} class="tag mono">
          {channel}
        </span>
      ))}
      {problem !== undefined && (
        <span class="receiver-problem">
          <Icon name="down" size={14} />
          {problem}
        </span>
      )}
    </li>
  );
}
