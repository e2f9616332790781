import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeReference } from './reference.ts';

/**
 * Writes docs/reference.md from the registries and a small plan (`npm run docs`). With `--check`, only compares, and fails where
 * the file is stale.
 */
const path = join(import.meta.dirname, '../docs/reference.md');
const text = describeReference();
if (process.argv.includes('--check')) {
  if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    process.stderr.write('Cannot accept docs/reference.md: it is stale, must be written again with "npm run docs"\n');
    process.exitCode = 1;
  }
} else {
  await writeFile(path, text);
}
