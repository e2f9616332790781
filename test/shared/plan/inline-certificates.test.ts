import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inlineCertificates } from '../../../shared/plan/inline-certificates.ts';
import { samplePlan } from '../../support/sample-plan.ts';

const directory = mkdtempSync(join(tmpdir(), 'watchkeeper-ca-'));
const definitionFile = join(directory, 'watchkeeper.config.ts');
const file = 'ca.pem';
const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
writeFileSync(join(directory, file), pem);
afterAll(() => rmSync(directory, { recursive: true }));

const authoritiesOf = ({ plan }: ReturnType<typeof inlineCertificates>) =>
  plan.endpoints.map(({ id, probe }) => [id, 'ca' in probe ? probe.ca : 'none']);

describe('inlineCertificates()', () => {
  it('puts the text of a file in its place', () => {
    const inlined = inlineCertificates(samplePlan({ endpoints: { web: { ca: [{ file }, pem] } } }), { definitionFile });
    expect(inlined.problems).toEqual([]);
    expect(authoritiesOf(inlined)).toEqual([
      ['web', [pem, pem]],
      ['api', []],
      ['port', 'none'],
    ]);
  });

  it('says which endpoint names a file that is not there', () => {
    const { problems } = inlineCertificates(samplePlan({ endpoints: { web: { ca: { file: 'gone/ca.pem' } } } }), {
      definitionFile,
    });
    expect(problems).toEqual([
      {
        path: 'environments.prod: endpoint "web", ca',
        message: 'there is no file "gone/ca.pem" that can be read',
        hint: `write a path relative to ${directory}, or the PEM text itself`,
      },
    ]);
  });

  it('leaves everything else of the plan alone', () => {
    const plan = samplePlan();
    expect(inlineCertificates(plan, { definitionFile }).plan).toEqual(plan);
  });
});
