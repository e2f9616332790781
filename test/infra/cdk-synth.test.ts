import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, Stack } from 'aws-cdk-lib';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { cdkContext } from './synthesise.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'watchkeeper-cli-'));
afterAll(() => rmSync(directory, { recursive: true }));
afterEach(() => void vi.unstubAllEnvs());

describe('cdk synth', () => {
  it('renders the shipped definition, and neither the AwsSolutions rules nor the template validator object', () => {
    const output = join(directory, 'cdk.out');
    const { status, stderr } = spawnSync(
      process.execPath,
      ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--output', output],
      { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: directory, CI: 'true' } },
    );
    expect(stderr).not.toMatch(/warning|error/i);
    expect(status).toBe(0);
    const report = JSON.parse(readFileSync(join(output, 'validation-report.json'), 'utf8'));
    const reports: readonly { readonly conclusion: string; readonly violations: readonly unknown[] }[] =
      report.pluginReports;
    // What is acknowledged, with its reason, is reported as well.
    expect(reports.filter(({ conclusion, violations }) => conclusion !== 'success' || violations.length > 0)).toEqual(
      [],
    );
  }, 120_000);

  it('would not render a template that the validator objects to', () => {
    vi.stubEnv('CDK_VALIDATION', 'true');
    const app = new App({ outdir: join(directory, 'empty.out'), context: cdkContext });
    new Stack(app, 'empty');
    expect(() => app.synth()).toThrow('Resources section must exist and be non-empty');
  }, 60_000);
});

describe('cdk.json', () => {
  const settings = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));

  it('turns on every feature flag that this version of CDK recommends', () => {
    const recommended = readFileSync(join(root, 'node_modules/aws-cdk-lib/recommended-feature-flags.json'), 'utf8');
    expect(settings.context).toMatchObject(JSON.parse(recommended));
  });

  it('makes no call that nobody asked for', () => {
    expect(settings).toMatchObject({ notices: false, versionReporting: false, context: { 'cli-telemetry': false } });
  });
});
