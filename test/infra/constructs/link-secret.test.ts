import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../support/sample-plan.ts';
import { ofType, synthesise } from '../synthesise.ts';

const stacks = synthesise(samplePlan());

describe('the secret that signs links', () => {
  const [secret, ...others] = ofType(stacks, 'AWS::SecretsManager::Secret');

  it('is one, in the home region, made by AWS, so that no template and no person holds it', () => {
    expect(others).toEqual([]);
    expect(secret?.region).toBe('eu-central-1');
    expect(secret?.Properties).toMatchObject({
      Name: 'shop/prod/watchkeeper-action-links',
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
    });
    expect(secret?.Properties.SecretString).toBeUndefined();
  });

  it('goes with its stack', () => {
    expect(secret?.DeletionPolicy).toBe('Delete');
  });

  it('is there before the functions that read it', () => {
    for (const fn of ofType(stacks, 'AWS::Lambda::Function').filter(({ stack }) => stack === secret?.stack)) {
      expect(fn.DependsOn).toContain(secret?.id);
    }
  });
});
