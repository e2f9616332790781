import { useState } from 'preact/hooks';

interface ActionButtonProps {
  readonly label: string;
  /** The label while it is under way, e.g. `Probing…`. */
  readonly busyLabel: string;
  /** What a press does; where it rejects, the reason stands beside the button. */
  readonly act: () => Promise<unknown>;
}

/** A button for something that takes a while and may fail. */
export function ActionButton({ label, busyLabel, act }: ActionButtonProps) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const press = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {problem !== undefined && (
        <span class="problem" role="alert">
          {problem}
        </span>
      )}
      <button type="button" class="button" aria-busy={isBusy} onClick={press}>
        {isBusy ? busyLabel : label}
      </button>
    </>
  );
}
