import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { channelKinds } from '../../shared/channels/registry.ts';
import { probeKinds } from '../../shared/probes/registry.ts';
import { readSources, sourceFolders } from './source-files.ts';

const root = join(import.meta.dirname, '../..');
const sources = sourceFolders.filter((folder) => existsSync(join(root, folder))).flatMap(readSources);

/** A file is meant to stay below 150 lines; this is where it must be split. */
const maxLines = 300;

describe('the shape of the code', () => {
  it('keeps every file below its limit', () => {
    const long = sources
      .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
      .filter(({ lines }) => lines > maxLines);
    expect(long).toEqual([]);
  });

  it('has no default export outside of configuration files', () => {
    const found = sources.filter(
      ({ path, text }) => /^export default /m.test(text) && !path.endsWith('watchkeeper.config.ts'),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it('has no barrel file and no drawer for leftovers', () => {
    const found = sources.filter(({ path }) => /(^|\/)(index|utils?|helpers?|common|misc)\.tsx?$/.test(path));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it('names files in kebab-case', () => {
    const found = sources.filter(({ path }) => !/^[a-z0-9-]+(\.[a-z]+)*\.tsx?$/.test(path.split('/').at(-1) ?? ''));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it.each([
    ['probe', probeKinds, 'shared/probes'],
    ['channel', channelKinds, 'shared/channels'],
  ])('has one file per kind of %s, named after it, each in the registry under its own name', (_, kinds, folder) => {
    const files = new Set(readdirSync(join(root, folder)));
    for (const [name, { kind }] of Object.entries(kinds)) {
      expect(kind).toBe(name);
      expect(files).toContain(`${name}.ts`);
    }
    const declared = readSources(folder)
      .filter(({ path, text }) => path.split('/').length === 3 && /: (Probe|Channel)Kind</.test(text))
      .map(({ path }) => path.split('/').at(-1)?.replace('.ts', ''));
    expect(declared.sort()).toEqual(Object.keys(kinds).sort());
  });

  it('speaks of the project alone, in its texts and tests too', () => {
    const texts = globSync('{**/*.{ts,tsx,md,json,css,html},.ci/run}', {
      cwd: root,
      exclude: (path) =>
        /(^|\/)(node_modules|cdk\.out|\.git|\.watchkeeper|coverage)/.test(path) || path.endsWith('shape.test.ts'),
    });
    const found = texts.filter((path) =>
      /\/work\/|\/root\/|registry\.npmjs|hooks\.slack\.com\/services\/T[A-Z0-9]{6,}/.test(
        readFileSync(join(root, path), 'utf8'),
      ),
    );
    expect(texts.length).toBeGreaterThan(100);
    expect(found).toEqual([]);
  });
});
