import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeReference } from '../../scripts/reference.ts';

describe('docs/reference.md', () => {
  it('is what the registries say now (write it with "npm run docs")', () => {
    expect(readFileSync(join(import.meta.dirname, '../../docs/reference.md'), 'utf8')).toBe(describeReference());
  });
});
