/**
 * CloudFormation takes 500 resources and 1 MB per template
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html). Some is left free: CDK adds
 * a little of its own, and warns from four fifths of the size on.
 */
const resourcesPerTemplate = 450;
const bytesPerTemplate = 750_000;

/** What a resource costs besides its properties: its key, its type, its metadata. */
const overheadBytes = 300;

/** The part of one template (0-1) that a resource with these properties fills. */
export function templateLoad(properties: object): number {
  const bytes = Buffer.byteLength(JSON.stringify(properties)) + overheadBytes;
  return Math.max(1 / resourcesPerTemplate, bytes / bytesPerTemplate);
}
