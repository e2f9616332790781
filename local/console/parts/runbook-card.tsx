import type { RunbookStep } from '../../../shared/model/policy.ts';
import { Card } from './card.tsx';
import { CopyButton } from './copy-button.tsx';
import { ExternalLink } from './link.tsx';

interface RunbookCardProps {
  readonly steps: readonly RunbookStep[];
  /** Address of the whole runbook. */
  readonly url: string | undefined;
}

/** What to do, in order, with commands that can be copied. */
export function RunbookCard({ steps, url }: RunbookCardProps) {
  if (steps.length === 0 && url === undefined) return null;
  return (
    <Card title="What to do" aside={url !== undefined && <ExternalLink href={url}>Runbook</ExternalLink>}>
      {steps.length === 0 ? (
        <p class="muted">Its steps stand in the runbook.</p>
      ) : (
        <ol class="runbook">
          {steps.map(({ text, run }, index) => (
            <li key={text}>
              <p>{text}</p>
              {run !== undefined && (
                <div class="command">
                  <pre>{run}</pre>
                  <CopyButton text={run} what={`the command of step ${index + 1}`} />
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
