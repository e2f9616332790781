import { afterAll, beforeAll } from 'vitest';
import { createConfigFolder } from './run-cli.ts';

/** A definition in a folder of its own while the tests of a file run; answers its path once they do. */
export function useConfig(definition: object): () => string {
  let configs: Awaited<ReturnType<typeof createConfigFolder>>;
  let config = '';
  beforeAll(async () => {
    configs = await createConfigFolder();
    config = await configs.write(definition);
  });
  afterAll(() => configs.remove());
  return () => config;
}
