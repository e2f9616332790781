import type { IncidentView } from '../../api/types.ts';
import { hrefOf } from '../route.ts';
import { useSnapshot } from '../state/use-store.ts';
import type { StoryRow } from '../text/story.ts';
import { ResultBadge } from './badges.tsx';
import { Icon } from './icon.tsx';

/** Every channel that was told, with what became of it and the way to the message itself. */
export function StoryTells({
  tells,
  incident,
}: {
  readonly tells: StoryRow['tells'];
  readonly incident: IncidentView;
}) {
  const { deliveries } = useSnapshot();
  return (
    <ul class="tells">
      {tells.map(({ channel, tell, atMs, result, attempts, problem, insteadOf }) => {
        const delivery = deliveries
          .filter((one) => one.incident === incident.id && one.channel === channel && one.tell === tell)
          .toSorted((a, b) => Math.abs(a.atMs - atMs) - Math.abs(b.atMs - atMs))[0];
        return (
          <li key={`${channel} ${atMs}`}>
            {delivery ? (
              <a href={hrefOf({ page: 'delivery', id: delivery.id })}>
                <Icon name={delivery.kind} size={13} /> {channel}
              </a>
            ) : (
              <span>{channel}</span>
            )}
            <ResultBadge result={result} attempts={attempts} />
            {insteadOf !== undefined && <span class="muted">instead of {insteadOf}</span>}
            {problem !== undefined && <p class={isFailed(result) ? 'problem' : 'muted'}>{problem}</p>}
          </li>
        );
      })}
    </ul>
  );
}

/** Whether a message never arrived. */
export const isFailed = (result: StoryRow['tells'][number]['result']): boolean =>
  result === 'rejected' || result === 'gave-up';
