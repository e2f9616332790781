import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Folders that hold the product's own code. */
export const sourceFolders = ['shared', 'functions', 'infra', 'local', 'cli', 'examples', 'bench', 'scripts'] as const;

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const importPattern =
  /(?:^|[\s;])(?:import|export)\s[^'";]*?from\s+'([^']+)'|(?:^|[\s;])import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

/** What a file imports: packages and `node:` modules as written, files as paths from the root. */
function listImports(path: string, text: string): readonly string[] {
  return [...text.matchAll(importPattern)].map(([, from, bare, dynamic]) => {
    const specifier = from ?? bare ?? dynamic ?? '';
    return specifier.startsWith('.') ? normalize(join(dirname(path), specifier)) : specifier;
  });
}

/** Every TypeScript file below a folder, read once. */
export function readSources(folder: string): readonly SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return { path, text, imports: listImports(path, text) };
    });
}
