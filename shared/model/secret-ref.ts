/** A reference to a secret by name; the value never enters the definition, the plan or a template. */
export interface SecretRef {
  readonly secret: string;
  /** Where it lives on AWS. Default `parameter-store`: an SSM SecureString, free of charge. */
  readonly from?: 'parameter-store' | 'secrets-manager';
}

export function isSecretRef(value: unknown): value is SecretRef {
  return typeof value === 'object' && value !== null && typeof (value as SecretRef).secret === 'string';
}

/** Every secret reference inside a value of plain data, at any depth, each name once. */
export function listSecretRefs(value: unknown): readonly SecretRef[] {
  const found = new Map<string, SecretRef>();
  const visit = (part: unknown): void => {
    if (isSecretRef(part)) found.set(`${part.from ?? 'parameter-store'} ${part.secret}`, part);
    else if (typeof part === 'object' && part !== null) Object.values(part).forEach(visit);
  };
  visit(value);
  return [...found.values()];
}
