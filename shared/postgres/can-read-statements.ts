import type { PulseSample } from './sample.ts';

/** Whether pg_stat_statements is installed in the database, preloaded by the server, and usable by the role. */
export function canReadStatements({ extensions, settings }: Pick<PulseSample, 'extensions' | 'settings'>): boolean {
  const isPreloaded = settings.shared_preload_libraries?.includes('pg_stat_statements') === true;
  return isPreloaded && extensions.pg_stat_statements?.usable === true;
}
