import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { apiLimits } from '../../../shared/model/api-limits.ts';
import { myName, rememberName } from '../state/my-name.ts';
import { useSnapshot } from '../state/use-store.ts';

interface ActionDialogProps {
  readonly title: string;
  /** What it will do, in a sentence. */
  readonly lead: string;
  readonly submitLabel: string;
  /** Does it, signed with the name that was given; where it rejects, the reason stands in the dialog. */
  readonly act: (by: string) => Promise<unknown>;
  readonly onClose: () => void;
  /** Its fields besides the name. */
  readonly children?: ComponentChildren;
}

/** A form on top of the page for something that a person answers for: it asks for their name, and remembers it. */
export function ActionDialog({ title, lead, submitLabel, act, onClose, children }: ActionDialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const { people } = useSnapshot().watch;
  const [name, setName] = useState(myName.peek());
  const { isBusy, problem, run } = useAction();
  useEffect(() => dialog.current?.showModal(), []);
  const submit = async (): Promise<void> => {
    const by = name.trim();
    const isDone = await run(() => act(by));
    if (!isDone) return;
    rememberName(by);
    dialog.current?.close();
  };
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby={id} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h2 id={id}>{title}</h2>
        <p class="muted">{lead}</p>
        <TextField
          label="Your name"
          value={name}
          onChange={setName}
          isRequired
          most={apiLimits.nameCharacters}
          autoComplete="name"
          choices={people}
        />
        {children}
        <p class="problem" role="alert">
          {problem}
        </p>
        <div class="dialog-buttons">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" class="button button-main" aria-busy={isBusy} disabled={isBusy}>
            {submitLabel}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function useAction() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const run = async (act: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
      return true;
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, run };
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isRequired?: boolean;
  /** The most characters that it takes. */
  readonly most: number;
  readonly autoComplete?: string;
  /** What it is most likely to be: one tap takes it. */
  readonly choices?: readonly string[];
}

/** One line of text with its label; a blank one does not count where it is required. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, isRequired = false, most, autoComplete = 'off', choices = [] } = props;
  const listId = useId();
  return (
    <label class="field">
      <span>
        {label}
        {!isRequired && <span class="muted"> (optional)</span>}
      </span>
      <input
        type="text"
        value={value}
        required={isRequired}
        {...(isRequired && { pattern: '.*\\S.*', title: 'Not only blanks' })}
        maxLength={most}
        autoComplete={autoComplete}
        {...(choices.length > 0 && { list: listId })}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {choices.length > 0 && (
        <datalist id={listId}>
          {choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
    </label>
  );
}
