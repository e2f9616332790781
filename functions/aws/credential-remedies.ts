/** What people can do about errors of their credentials, by the name that the SDK gives them. */
export const credentialRemedies = {
  CredentialsProviderError: 'no AWS credentials were found, must be set: AWS_PROFILE, or "aws configure"',
  ExpiredTokenException: 'the credentials have expired, must be renewed: "aws sso login", or a new session',
  UnrecognizedClientException: "AWS does not know the credentials, must be those of the environment's account",
} as const;
