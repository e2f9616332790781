import { expect, it } from 'vitest';
import { listSecretRefs } from '../../../shared/model/secret-ref.ts';

it('listSecretRefs() finds references at any depth, each once', () => {
  const token = { secret: 'api/token' };
  const value = {
    a: [{ auth: { token } }, { headers: { 'x-key': { secret: 'api/key', from: 'secrets-manager' } } }],
    b: token,
    c: 'secret',
  };
  expect(listSecretRefs(value)).toEqual([token, { secret: 'api/key', from: 'secrets-manager' }]);
});
