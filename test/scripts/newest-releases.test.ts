import { describe, expect, it } from 'vitest';
import { findNewestReleases } from '../../scripts/newest-releases.ts';

describe('findNewestReleases()', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['compares numbers, not text', ['13.9.0-beta.1', '13.23.0-beta.15', '13.3.0-beta.20'], '13.23.0-beta.15'],
    ['compares the number behind the stage', ['13.1.0-beta.9', '13.1.0-beta.16', '13.1.0-beta.2'], '13.1.0-beta.16'],
    ['takes beta over alpha', ['13.1.0-beta.1', '13.1.0-alpha.21'], '13.1.0-beta.1'],
    ['takes a release over what came before it', ['13.1.0', '13.1.0-beta.16', '13.1.0-rc.1'], '13.1.0'],
    ['is not misled by another major version', ['130.1.0', '18.13.0', '1.13.0'], undefined],
  ])('%s', (_, releases, newest) => {
    expect(findNewestReleases(releases, [13])).toEqual([{ major: 13, release: newest }]);
  });

  it('answers for every wanted major version in its order', () => {
    expect(findNewestReleases(['18.4.0', '15.1.0', '18.3.0'], [18, 14, 15])).toEqual([
      { major: 18, release: '18.4.0' },
      { major: 14, release: undefined },
      { major: 15, release: '15.1.0' },
    ]);
  });
});
