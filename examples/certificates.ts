import 'reflect-metadata';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING_ALGORITHM = { name: 'ECDSA', hash: 'SHA-256' };
const DAY_MS = 24 * 60 * 60 * 1000;
/** RFC 5280, 4.2.1.12: id-kp-serverAuth. */
const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';

/** What a TLS server presents, in the form `tls.createSecureContext` takes: `cert` is the leaf, then its intermediates. */
export interface TlsIdentity {
  readonly cert: string;
  readonly key: string;
}

/** The span in which a certificate is valid, both ends included; X.509 keeps whole seconds. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** What one server certificate says. */
export interface LeafOptions {
  /** DNS names and IP addresses, all of them subject alternative names; the first is the common name as well. */
  readonly hosts: readonly [string, ...string[]];
  readonly validity: Validity;
}

/** A certificate authority whose private key never leaves this process. */
export interface CertificateAuthority {
  /** The authority's own certificate: what a client is given to trust when this is the root. */
  readonly certificatePem: string;
  readonly issueLeaf: (options: LeafOptions) => Promise<TlsIdentity>;
  /** An authority signed by this one; the leaves it issues carry the intermediates up to, not including, the root. */
  readonly createIntermediate: (commonName: string) => Promise<CertificateAuthority>;
}

interface Issuer {
  readonly certificate: x509.X509Certificate;
  readonly privateKey: CryptoKey;
  /** The certificates a server must send along for its leaf to reach the root. */
  readonly intermediates: readonly x509.X509Certificate[];
}

/** A validity that began `daysSinceStart` days before `now` and ends `daysLeft` days after it; negative numbers are the other side of `now`. */
export function validityAround(
  now: Date,
  span: { readonly daysSinceStart: number; readonly daysLeft: number },
): Validity {
  return {
    notBefore: new Date(now.getTime() - span.daysSinceStart * DAY_MS),
    notAfter: new Date(now.getTime() + span.daysLeft * DAY_MS),
  };
}

/** Makes a root certificate authority with a fresh P-256 key, valid for a year from yesterday. */
export async function createCertificateAuthority(commonName: string): Promise<CertificateAuthority> {
  const keys = await createKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: nameOf(commonName),
    keys,
    signingAlgorithm: SIGNING_ALGORITHM,
    ...authorityValidity(),
    extensions: await authorityExtensions(keys.publicKey),
  });
  return authorityOf({ certificate, privateKey: keys.privateKey, intermediates: [] });
}

/** Makes a server certificate that no authority vouches for: it is signed with its own key. */
export async function createSelfSignedLeaf({ hosts, validity }: LeafOptions): Promise<TlsIdentity> {
  const keys = await createKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: nameOf(hosts[0]),
    keys,
    signingAlgorithm: SIGNING_ALGORITHM,
    ...validity,
    extensions: await leafExtensions(hosts, keys.publicKey),
  });
  return { cert: certificate.toString('pem'), key: await exportPrivateKey(keys.privateKey) };
}

function authorityOf(issuer: Issuer): CertificateAuthority {
  return {
    certificatePem: issuer.certificate.toString('pem'),
    issueLeaf: (options) => issueLeaf(issuer, options),
    createIntermediate: (commonName) => createIntermediate(issuer, commonName),
  };
}

async function issueLeaf(issuer: Issuer, { hosts, validity }: LeafOptions): Promise<TlsIdentity> {
  const keys = await createKeys();
  const leaf = await sign(issuer, {
    subject: nameOf(hosts[0]),
    publicKey: keys.publicKey,
    ...validity,
    extensions: await leafExtensions(hosts, keys.publicKey),
  });
  const chain = [leaf, ...issuer.intermediates];
  return {
    cert: chain.map((certificate) => certificate.toString('pem')).join('\n'),
    key: await exportPrivateKey(keys.privateKey),
  };
}

async function createIntermediate(issuer: Issuer, commonName: string): Promise<CertificateAuthority> {
  const keys = await createKeys();
  const certificate = await sign(issuer, {
    subject: nameOf(commonName),
    publicKey: keys.publicKey,
    ...authorityValidity(),
    extensions: await authorityExtensions(keys.publicKey),
  });
  return authorityOf({
    certificate,
    privateKey: keys.privateKey,
    intermediates: [certificate, ...issuer.intermediates],
  });
}

interface Request extends Validity {
  readonly subject: x509.JsonName;
  readonly publicKey: CryptoKey;
  readonly extensions: readonly x509.Extension[];
}

async function sign(issuer: Issuer, request: Request): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.create({
    ...request,
    issuer: issuer.certificate.subjectName.toJSON(),
    signingKey: issuer.privateKey,
    signingAlgorithm: SIGNING_ALGORITHM,
    extensions: [
      ...request.extensions,
      await x509.AuthorityKeyIdentifierExtension.create(issuer.certificate.publicKey),
    ],
  });
}

async function authorityExtensions(publicKey: CryptoKey): Promise<x509.Extension[]> {
  return [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    await x509.SubjectKeyIdentifierExtension.create(publicKey),
  ];
}

async function leafExtensions(hosts: readonly string[], publicKey: CryptoKey): Promise<x509.Extension[]> {
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([SERVER_AUTHENTICATION]),
    new x509.SubjectAlternativeNameExtension(
      hosts.map((host): x509.JsonGeneralName => ({ type: isIP(host) === 0 ? 'dns' : 'ip', value: host })),
    ),
    await x509.SubjectKeyIdentifierExtension.create(publicKey),
  ];
}

function authorityValidity(): Validity {
  return validityAround(new Date(), { daysSinceStart: 1, daysLeft: 365 });
}

function nameOf(commonName: string): x509.JsonName {
  return [{ CN: [commonName] }];
}

function createKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
}

async function exportPrivateKey(key: CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}
