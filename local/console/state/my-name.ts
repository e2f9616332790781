import { signal } from '@preact/signals';

const STORAGE_KEY = 'watchkeeper-name';

/** How the reader signs what they do; kept in the browser. Empty until they have said it once. */
export const myName = signal(typeof localStorage === 'undefined' ? '' : (localStorage.getItem(STORAGE_KEY) ?? ''));

/** Keeps a name for the next time. */
export function rememberName(name: string): void {
  myName.value = name;
  localStorage.setItem(STORAGE_KEY, name);
}
