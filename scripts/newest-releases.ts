/** Major versions of PostgreSQL that Watchkeeper is for. */
export const supportedMajors = [13, 14, 15, 16, 17, 18] as const;

/**
 * The newest release of each wanted major version, in the order wanted; undefined where there is none. Releases are npm's:
 * `13.23.0-beta.16`, where alpha comes before beta, and both before a release without a suffix.
 */
export function findNewestReleases(
  releases: readonly string[],
  majors: readonly number[],
): readonly { readonly major: number; readonly release: string | undefined }[] {
  return majors.map((major) => {
    const ofMajor = releases.filter((release) => release.startsWith(`${major}.`));
    return { major, release: ofMajor.toSorted(compareReleases).at(-1) };
  });
}

function compareReleases(a: string, b: string): number {
  const [keyA, keyB] = [sortKey(a), sortKey(b)];
  const different = keyA.findIndex((part, index) => part !== keyB[index]);
  return different === -1 ? 0 : (keyA[different] ?? 0) - (keyB[different] ?? 0);
}

const stages = ['alpha', 'beta', 'rc', undefined];

function sortKey(release: string): readonly number[] {
  const [, numbers = '', stage, round = '0'] = /^([\d.]+)(?:-([a-z]+)(?:\.(\d+))?)?$/.exec(release) ?? [];
  const [major = 0, minor = 0, patch = 0] = numbers.split('.').map(Number);
  return [major, minor, patch, stages.indexOf(stage), Number(round)];
}
