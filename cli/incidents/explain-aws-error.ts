import { credentialRemedies } from '../../functions/aws/credential-remedies.ts';

/** What people can do about the errors that they meet, by the name that the SDK gives them. */
const remedies: Readonly<Record<string, string>> = {
  ...credentialRemedies,
  AccessDeniedException: 'the credentials may not, must be allowed dynamodb:Query, GetItem and BatchGetItem on it',
  ResourceNotFoundException: 'there is no such table in this account, must be deployed first: "npx cdk deploy"',
};

/** Why DynamoDB gave no answer, as a clause with what to do about it. */
export function explainAwsError(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return remedies[name] ?? `${name}: ${message.split('\n')[0]}`;
}
