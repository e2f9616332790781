import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeReference } from '../../scripts/reference.ts';

describe('docs/reference.md', () => {
  it('is what the registries say now (write it with "npm run docs")', () => {
    expect(readFileSync(join(import.meta.dirname, '../../docs/reference.md'), 'utf8')).toBe(describeReference());
  });
});

describe('the documentation', () => {
  const root = join(import.meta.dirname, '../..');
  const pages = globSync('{README.md,docs/**/*.md,examples/**/*.md}', { cwd: root });

  it('links only to files that there are', () => {
    const links = pages.flatMap((page) =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = '']) => ({
        page,
        link,
      })),
    );
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter(({ page, link }) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });
});
