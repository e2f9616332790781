import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../functions/aws/config.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'watchkeeper-config-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const bundleUrl = () => pathToFileURL(join(directory, 'index.mjs')).href;

describe('readConfig()', () => {
  it('says what is missing beside the bundle', () => {
    expect(() => readConfig(bundleUrl())).toThrow(
      `Cannot read ${join(directory, 'config.json')}: must be the JSON that was bundled with this function`,
    );
  });

  it('reads the file beside the bundle', () => {
    writeFileSync(join(directory, 'config.json'), '{"service":"shop"}');
    expect(readConfig<{ service: string }>(bundleUrl())).toEqual({ service: 'shop' });
  });
});
