import { describe, expect, it } from 'vitest';
import { logicalId } from '../../infra/logical-id.ts';

describe('logicalId()', () => {
  it('reads like the id it is made of', () => {
    expect(logicalId('endpoint/web/down')).toMatch(/^EndpointWebDown[0-9A-F]{8}$/);
  });

  it('tells apart ids that read the same', () => {
    const ids = ['endpoint/a-b/down', 'endpoint/a/b/down', 'endpoint/A-b/down'].map(logicalId);
    expect(new Set(ids).size).toBe(3);
  });

  it('never changes, because a changed logical id replaces the resource', () => {
    expect(logicalId('severity/critical')).toBe('SeverityCritical71ABC122');
  });

  it('leaves room for what CDK appends, however long the id', () => {
    const long = logicalId(`endpoint/${'very-long-name-'.repeat(40)}/down`);
    expect(long).toMatch(/^[A-Za-z][A-Za-z0-9]+$/);
    expect(long.length).toBeLessThan(200);
  });
});
