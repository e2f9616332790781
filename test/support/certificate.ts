import {
  createCertificateAuthority,
  createSelfSignedLeaf,
  type LeafOptions,
  type TlsIdentity,
  type Validity,
  validityAround,
} from '../../examples/certificates.ts';

/** A certificate to serve, and the authority (PEM) that its client trusts. */
export interface TestCertificate {
  readonly identity: TlsIdentity;
  readonly ca: string;
}

/** What may differ from a certificate for `localhost`, 127.0.0.1 and ::1 with 30 days left. */
export type TestCertificateOptions = Partial<LeafOptions>;

const LOOPBACK: LeafOptions['hosts'] = ['localhost', '127.0.0.1', '::1'];

const KINDS = {
  valid: (options) => issue(options),
  expired: (options) => issue({ ...options, validity: daysAround(90, -2) }),
  'not-yet-valid': (options) => issue({ ...options, validity: daysAround(-2, 30) }),
  'wrong-host': (options) => issue({ ...options, hosts: ['other.example'] }),
  'self-signed': async (options) => {
    const { certificatePem } = await createCertificateAuthority('Trusted authority');
    return { identity: await createSelfSignedLeaf(options), ca: certificatePem };
  },
  'unknown-authority': async (options) => {
    const [trusted, unknown] = await Promise.all([issue(options), issue(options)]);
    return { identity: unknown.identity, ca: trusted.ca };
  },
  chain: (options) => issueFromIntermediate(options),
  'incomplete-chain': async (options) => {
    const { identity, ca } = await issueFromIntermediate(options);
    return { identity: { ...identity, cert: firstCertificate(identity.cert) }, ca };
  },
} satisfies Record<string, (options: LeafOptions) => Promise<TestCertificate>>;

/** What is right or wrong with a test certificate. */
export type TestCertificateKind = keyof typeof KINDS;

/** Makes a certificate of its own, with an authority of its own, that is right or wrong in exactly one way. */
export function createTestCertificate(
  kind: TestCertificateKind,
  { hosts = LOOPBACK, validity = daysAround(1, 30) }: TestCertificateOptions = {},
): Promise<TestCertificate> {
  return KINDS[kind]({ hosts, validity });
}

async function issue(options: LeafOptions): Promise<TestCertificate> {
  const authority = await createCertificateAuthority('Test authority');
  return { identity: await authority.issueLeaf(options), ca: authority.certificatePem };
}

async function issueFromIntermediate(options: LeafOptions): Promise<TestCertificate> {
  const root = await createCertificateAuthority('Test root');
  const intermediate = await root.createIntermediate('Test intermediate');
  return { identity: await intermediate.issueLeaf(options), ca: root.certificatePem };
}

function firstCertificate(pem: string): string {
  const end = '-----END CERTIFICATE-----';
  return pem.slice(0, pem.indexOf(end) + end.length);
}

function daysAround(daysSinceStart: number, daysLeft: number): Validity {
  return validityAround(new Date(), { daysSinceStart, daysLeft });
}
