import { effect, signal } from '@preact/signals';

/** `system` follows the machine. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const STORAGE_KEY = 'watchkeeper-theme';

/** What the reader chose; kept in the browser. */
export const themeChoice = signal<ThemeChoice>('system');

/** Whether the page is dark now: charts draw their colours by hand and follow it. */
export const isDark = signal(false);

/** Reads the kept choice, applies it to the page and follows the machine. Call once, before the first drawing. */
export function startTheme(): void {
  const machine = matchMedia('(prefers-color-scheme: dark)');
  const machineIsDark = signal(machine.matches);
  machine.addEventListener('change', ({ matches }) => {
    machineIsDark.value = matches;
  });
  const kept = localStorage.getItem(STORAGE_KEY);
  if (kept === 'light' || kept === 'dark') themeChoice.value = kept;
  effect(() => {
    const choice = themeChoice.value;
    document.documentElement.dataset.theme = choice;
    if (choice === 'system') localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, choice);
    isDark.value = choice === 'system' ? machineIsDark.value : choice === 'dark';
  });
}

/** The choice after this one, for a button that goes round. */
export function nextTheme(choice: ThemeChoice): ThemeChoice {
  return choice === 'system' ? 'light' : choice === 'light' ? 'dark' : 'system';
}
