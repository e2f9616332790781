import type { DatabaseView } from '../../api/types.ts';
import { useLoaded, useSnapshot, useStore } from './use-store.ts';

/**
 * One database with its tables, which lists and events leave out: loaded anew after each of its samples. Absent where there
 * is none by that id; without tables until they are loaded.
 */
export function useDatabase(id: string): { readonly database?: DatabaseView; readonly problem?: string } {
  const { api, generation } = useStore();
  const current = useSnapshot().databases.find((database) => database.id === id);
  const { value, problem } = useLoaded(`${id} ${current?.atMs} ${generation.value}`, async () =>
    current === undefined ? undefined : api.loadDatabase(id),
  );
  if (current === undefined) return {};
  const tables = value?.id === id ? value.tables : current.tables;
  return { database: { ...current, tables }, ...(problem !== undefined && { problem }) };
}
