import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Secrets } from '../../shared/ports/secrets.ts';

/** Secrets that hold what the kit was told to put there. */
export interface SecretsHarness {
  readonly secrets: Secrets;
  close(): Promise<void>;
}

/** What every adapter of the secrets port keeps. `open` is given the secrets that there are. */
export function describeSecrets(
  name: string,
  open: (values: Readonly<Record<string, string>>) => Promise<SecretsHarness>,
): void {
  describe(`${name} as secrets`, () => {
    let harness: SecretsHarness;

    beforeEach(async () => {
      harness = await open({ 'api/token': 'first-value', 'slack/engineering': 'second-value', 'api/empty': '' });
    });
    afterEach(() => harness.close());

    it('gives the value of a secret', async () => {
      expect(await harness.secrets.get({ secret: 'api/token' })).toBe('first-value');
      expect(await harness.secrets.get({ secret: 'slack/engineering' })).toBe('second-value');
    });

    it.each(['api/missing', 'api/empty'])('names %s and no value where it cannot', async (secret) => {
      const error: Error = await harness.secrets.get({ secret }).then(
        () => new Error('it was given'),
        (rejection) => rejection,
      );
      expect(error.message).toMatch(new RegExp(`^Cannot read secret "${secret}": .*, must `));
      expect(error.message).not.toMatch(/first-value|second-value/);
    });

    it('answers many questions at once', async () => {
      const questions = Array.from({ length: 50 }, () => harness.secrets.get({ secret: 'api/token' }));
      expect(new Set(await Promise.all(questions))).toEqual(new Set(['first-value']));
    });
  });
}
