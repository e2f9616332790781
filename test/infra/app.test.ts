import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { makeDefinition } from '../support/definition.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'watchkeeper-app-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Runs the CDK app as the CLI does, on a definition of its own. */
function runApp(name: string, definition: unknown) {
  const config = join(directory, `${name}.config.ts`);
  const outdir = join(directory, `${name}.out`);
  writeFileSync(config, `export default ${JSON.stringify(definition)};`);
  const { status, stderr } = spawnSync(process.execPath, ['infra/app.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      CDK_VALIDATION: 'false',
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ config }),
    },
  });
  const made = readdirSync(directory).includes(`${name}.out`) ? readdirSync(outdir) : [];
  return { status, stderr, made };
}

describe('infra/app.ts', () => {
  it('prints every problem of a definition, readably, and ends with 1', () => {
    const { status, stderr, made } = runApp(
      'broken',
      makeDefinition({ backstop: ['phones'], endpoints: { web: { url: 'web' } } }),
    );
    expect(stderr).toContain('backstop.0\n  no channel is called "phones"\n  did you mean "phone"?');
    expect(stderr).toContain('endpoints.web.url\n  "web" is not an http or https address');
    expect(stderr).toMatch(/Cannot load ".*broken.config.ts": the definition has 2 problems, must have none/);
    expect(stderr).not.toContain('    at ');
    expect([status, made]).toEqual([1, []]);
  });

  it('says which certificate file is missing', () => {
    const { status, stderr } = runApp('no-ca', makeDefinition({ endpoints: { web: { ca: { file: 'gone.pem' } } } }));
    expect(stderr).toContain('environments.prod: endpoint "web", ca\n  there is no file "gone.pem" that can be read');
    expect(status).toBe(1);
  });

  it('refuses a definition without an account', () => {
    const { status, stderr } = runApp('local', makeDefinition({ environments: { prod: { account: null } } }));
    expect(stderr).toMatch(/Cannot render ".*": no environment has an account/);
    expect(status).toBe(1);
  });

  it('renders one stage per environment that has an account', () => {
    const environments = { staging: { account: '444455556666', region: 'eu-west-1' }, local: { region: 'eu-west-1' } };
    const { status, stderr, made } = runApp('right', makeDefinition({ environments }));
    expect(stderr).toBe('');
    expect(made.filter((name) => name.startsWith('assembly-')).toSorted()).toEqual([
      'assembly-prod',
      'assembly-staging',
    ]);
    expect(status).toBe(0);
  });
});
