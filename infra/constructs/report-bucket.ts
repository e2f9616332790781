import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { reportBucketName, scopeOf } from '../../shared/plan/names.ts';
import type { DeployablePlan } from '../deployable-plan.ts';

/** A year of reports and a month more: this one can still be laid beside the same one of last year. */
const keptDays = 400;

/** The bucket of reports. It outlives its stack, because a report cannot be written again once its metrics are gone. */
export function reportBucket(scope: Construct, plan: DeployablePlan): Bucket {
  const bucket = new Bucket(scope, 'Reports', {
    bucketName: reportBucketName(scopeOf(plan), plan),
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    lifecycleRules: [{ expiration: Duration.days(keptDays), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Logs of access would need a second bucket that outlives this one; who read a report is in CloudTrail where that is wanted.',
  });
  return bucket;
}
