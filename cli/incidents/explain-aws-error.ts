/** What people can do about the errors that they meet, by the name that the SDK gives them. */
const remedies: Readonly<Record<string, string>> = {
  CredentialsProviderError: 'no AWS credentials were found, must be set: AWS_PROFILE, or "aws configure"',
  ExpiredTokenException: 'the credentials have expired, must be renewed: "aws sso login", or a new session',
  UnrecognizedClientException: "AWS does not know the credentials, must be those of the environment's account",
  AccessDeniedException: 'the credentials may not, must be allowed dynamodb:Query, GetItem and BatchGetItem on it',
  ResourceNotFoundException: 'there is no such table in this account, must be deployed first: "npx cdk deploy"',
};

/** Why DynamoDB gave no answer, as a clause with what to do about it. */
export function explainAwsError(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return remedies[name] ?? `${name}: ${message.split('\n')[0]}`;
}
