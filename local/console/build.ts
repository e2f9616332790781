import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The console as three texts: the page at `/`, and the script and style that it loads from `/console.js` and `/console.css`. */
export interface ConsoleFiles {
  readonly html: string;
  readonly js: string;
  readonly css: string;
}

/** Bundles the console in memory; nothing is written, nothing is fetched. Rejects with esbuild's own message. */
export async function buildConsole(): Promise<ConsoleFiles> {
  const folder = import.meta.dirname;
  const [html, bundle] = await Promise.all([
    readFile(join(folder, 'index.html'), 'utf8'),
    build({
      absWorkingDir: folder,
      entryPoints: { console: 'main.tsx', 'console-style': 'styles/console.css' },
      outdir: '.',
      bundle: true,
      write: false,
      minify: true,
      format: 'esm',
      target: 'es2024',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      legalComments: 'none',
      logLevel: 'silent',
    }),
  ]);
  const textOf = (name: string): string => {
    const file = bundle.outputFiles.find(({ path }) => path.endsWith(name));
    if (!file) throw new Error(`Cannot build the console: esbuild made no "${name}", must make one`);
    return file.text;
  };
  return { html, js: textOf('console.js'), css: textOf('console-style.css') };
}
