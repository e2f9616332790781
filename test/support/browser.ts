import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/**
 * Starts a headless Chromium: the one that CHROMIUM_PATH names, or the one of the npm package, which needs nothing
 * installed on the system. Close it when done.
 */
export async function launchBrowser(): Promise<Browser> {
  const installed = process.env.CHROMIUM_PATH;
  const args = ['--no-sandbox', '--font-render-hinting=none'];
  // On a machine without a locale the browser's language would be "en-US@posix", which Intl refuses.
  const locale = { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' };
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args, env: locale });
  const folder = await unpackChromium();
  const env = {
    ...locale,
    LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
  };
  return chromium.launch({ executablePath: join(folder, 'chromium'), args, env });
}

/**
 * The folder with the unpacked browser: one per version, 210 MB, kept for the next run. It is filled under another name
 * and renamed when complete, so that test files which start at the same time see all of it or nothing.
 */
async function unpackChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Cannot unpack Chromium: this machine is ${process.platform} ${process.arch}, must be linux x64; set CHROMIUM_PATH to an installed one`,
    );
  }
  const manifest = createRequire(import.meta.url)
    .resolve('@sparticuz/chromium')
    .replace(/build[\\/].*$/, 'package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { readonly version: string };
  const folder = join(tmpdir(), `watchkeeper-chromium-${version}`);
  if (existsSync(folder)) return folder;
  await removeLeftovers(folder);
  const filling = await mkdtemp(`${folder}-`);
  try {
    await runUnpacker(filling);
    await writeFile(join(filling, 'fonts.conf'), fontSettings(join(folder, 'fonts')));
    await rename(filling, folder);
  } catch (error) {
    await rm(filling, { recursive: true, force: true });
    // Another test file was faster: its folder is as good.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Half-filled folders of runs that were killed; none takes this long to fill. */
const LEFTOVER_MS = 10 * 60_000;

async function removeLeftovers(folder: string): Promise<void> {
  for (const entry of await readdir(tmpdir(), { withFileTypes: true })) {
    const path = join(tmpdir(), entry.name);
    if (!entry.isDirectory() || !path.startsWith(`${folder}-`)) continue;
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > LEFTOVER_MS) await rm(path, { recursive: true, force: true });
  }
}

/** The package unpacks into TMPDIR and changes the environment of its process, so it gets a process of its own. */
async function runUnpacker(folder: string): Promise<void> {
  const script = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
  const unpacker = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve, reject) => unpacker.once('exit', resolve).once('error', reject));
  if (code !== 0) throw new Error(`Cannot unpack Chromium: the unpacker ended with ${code}, must end with 0`);
}

/** The package's own font first, so that pictures look the same everywhere; the system's for what it lacks. */
function fontSettings(fonts: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${fonts}-cache</cachedir>
  <alias binding="strong"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="strong"><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;
}
