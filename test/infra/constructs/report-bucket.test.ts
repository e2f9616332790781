import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../support/sample-plan.ts';
import { ofType, synthesise } from '../synthesise.ts';

const stacks = synthesise(samplePlan());

describe('the bucket of reports', () => {
  const [bucket, ...others] = ofType(stacks, 'AWS::S3::Bucket');

  it('is one, private, encrypted, and forgets after 400 days', () => {
    expect(others).toEqual([]);
    expect(bucket?.Properties).toMatchObject({
      BucketName: 'shop-prod-reports-111122223333',
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 400 }] },
    });
  });

  it('is spoken to over TLS only', () => {
    const [policy] = ofType(stacks, 'AWS::S3::BucketPolicy');
    expect(policy?.Properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  it('outlives its stack, unless that could not be created', () => {
    expect(bucket?.DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  it('is known to the function that writes into it, and there before it runs', () => {
    const fn = ofType(stacks, 'AWS::Lambda::Function').find(({ Properties }) =>
      Properties.FunctionName.endsWith('-report'),
    );
    expect(fn?.Properties.Environment.Variables.REPORT_BUCKET).toBe(bucket?.Properties.BucketName);
    expect(fn?.DependsOn).toContain(bucket?.id);
  });

  it('is not there where no report is', () => {
    expect(ofType(synthesise(samplePlan({ reports: null })), 'AWS::S3::Bucket')).toEqual([]);
  });
});
