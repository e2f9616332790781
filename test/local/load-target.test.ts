import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadTarget } from '../../local/load-target.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchkeeper-target-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function load(content: string) {
  await writeFile(join(folder, 'target.mjs'), content);
  return loadTarget('./target.mjs', { definitionFile: join(folder, 'watchkeeper.config.ts') });
}

describe('loadTarget()', () => {
  it('starts the module beside the definition, with a state folder named after its own', async () => {
    const target = await load('export const startTarget = async ({ stateDir }) => ({ name: stateDir });');
    expect(target.name).toBe(join(folder, '.watchkeeper', basename(folder)));
  });

  it('says that the module is no target', async () => {
    await expect(load('export const start = 1;')).rejects.toThrow(
      /^Cannot start ".*target\.mjs": it exports no startTarget, must be a module like/,
    );
  });

  it('says that the module cannot be loaded', async () => {
    await expect(load('import "./missing.mjs";')).rejects.toThrow(/^Cannot load ".*target\.mjs": .*missing\.mjs/);
  });

  it('passes on why the system cannot start', async () => {
    await expect(
      load('export const startTarget = async () => { throw new Error("Cannot open: taken"); };'),
    ).rejects.toThrow('Cannot open: taken');
  });
});
