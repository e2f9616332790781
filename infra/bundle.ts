import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { FunctionKind } from '../shared/plan/plan.ts';

/** One file of a function's deployment package. */
export interface CodeFile {
  readonly name: string;
  readonly contents: string | Uint8Array;
}

/** Makes the code of one kind of function; an argument everywhere, so that tests of templates need not bundle. */
export type Bundler = (kind: FunctionKind) => readonly CodeFile[];

const root = fileURLToPath(new URL('..', import.meta.url));

/** What Lambda calls in the bundle: the export `handler` of `index.mjs`. */
export const handlerName = 'index.handler';

/** Packages in the older module format (`pg`) ask for modules of Node by `require`, which ES modules do not have. */
const requireForCommonJs =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

/**
 * Bundles `functions/<kind>/handler.ts` with everything it imports, the AWS SDK included: what was tested is what runs. Split
 * in chunks, so that what is imported only when it is needed (most of the SDK) does not slow down a cold start.
 */
function build(kind: FunctionKind): readonly CodeFile[] {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: { index: join('functions', kind, 'handler.ts') },
    outdir: 'bundle',
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: { js: requireForCommonJs },
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'silent',
  });
  return outputFiles.map(({ path, contents }) => ({ name: basename(path), contents }));
}

/** A bundler that builds each kind once, however many functions of it there are. */
export function createBundler(): Bundler {
  const built = new Map<FunctionKind, readonly CodeFile[]>();
  return (kind) => {
    const files = built.get(kind) ?? build(kind);
    built.set(kind, files);
    return files;
  };
}
