import { useState } from 'preact/hooks';
import type { FaultView, TargetView } from '../../api/types.ts';
import { useStore } from '../state/use-store.ts';
import { Card } from './card.tsx';
import { ExternalLink } from './link.tsx';

/** The switches that break the example system, so that one can see what an alert is like. */
export function FaultPanel({ target }: { readonly target: TargetView }) {
  const active = target.faults.filter((fault) => fault.active).length;
  return (
    <Card title={`Break the ${target.name}`} class="faults" aside={active > 0 ? `${active} active` : undefined}>
      <p class="muted">
        Each switch makes a real fault in the example system that runs next to this watch:{' '}
        {Object.entries(target.urls).map(([name, url], index) => (
          <span key={name}>
            {index > 0 && ', '}
            <ExternalLink href={url}>{name}</ExternalLink>
          </span>
        ))}
        .
      </p>
      <ul>
        {target.faults.map((fault) => (
          <FaultSwitch key={fault.id} fault={fault} />
        ))}
      </ul>
    </Card>
  );
}

function FaultSwitch({ fault: { id, title, description, active } }: { readonly fault: FaultView }) {
  const { api } = useStore();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const flip = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await api.setFault(id, !active);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <li class={active ? 'fault fault-active' : 'fault'}>
      <button
        type="button"
        role="switch"
        aria-checked={active}
        aria-busy={isBusy}
        aria-describedby={`fault-${id}`}
        onClick={flip}
      >
        <span class="switch" aria-hidden="true" />
        <span class="fault-title">{title}</span>
        <span class="fault-state" aria-hidden="true">
          {active ? 'On' : 'Off'}
        </span>
      </button>
      <p id={`fault-${id}`}>{description}</p>
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}
