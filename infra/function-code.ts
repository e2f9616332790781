import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { functionConfigFile } from '../shared/plan/endpoint-probe-config.ts';
import type { CodeFile } from './bundle.ts';

/** The deployment package of one function: the bundle of its kind, and its part of the plan (environment variables hold 4 KB). */
export function codeFiles(bundle: readonly CodeFile[], config: unknown): readonly CodeFile[] {
  return [...bundle, { name: functionConfigFile, contents: JSON.stringify(config) }];
}

/** Lends out a package as CDK code. CDK copies the files while the function is created, so the directory is gone afterwards. */
export function withCode<T>(files: readonly CodeFile[], use: (code: Code) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'watchkeeper-code-'));
  try {
    for (const { name, contents } of files) writeFileSync(join(directory, name), contents);
    return use(Code.fromAsset(directory));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
