import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildConsole } from '../../../local/console/build.ts';

describe('buildConsole()', () => {
  it('makes a page that loads its own script and style and nothing else', async () => {
    const { html, js, css } = await buildConsole();
    expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address)).toEqual([
      'data:,',
      '/console.css',
      '/console.js',
    ]);
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=/);
    expect(css).not.toMatch(/@import|url\(/);
    expect(js).not.toMatch(/\beval\(|new Function\(/);
  });

  it('stays small: under 90 kB of script as it travels', async () => {
    const { js } = await buildConsole();
    expect(gzipSync(js).length).toBeLessThan(90_000);
  });
});
