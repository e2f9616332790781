import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { createCertificateAuthority, validityAround } from '../../examples/certificates.ts';
import { createTestCertificate, type TestCertificate, type TestCertificateKind } from '../support/certificate.ts';

const NOON = new Date('2030-03-01T12:00:00Z');

describe('createCertificateAuthority()', () => {
  it('issues a leaf with the names, addresses and validity asked for', async () => {
    const authority = await createCertificateAuthority('An authority');
    const { cert } = await authority.issueLeaf({
      hosts: ['shop.example', '192.0.2.7', '2001:db8::7'],
      validity: validityAround(NOON, { daysSinceStart: 10, daysLeft: 20 }),
    });
    const leaf = new X509Certificate(cert);
    expect(leaf.subject).toBe('CN=shop.example');
    expect(leaf.issuer).toBe('CN=An authority');
    expect(leaf.subjectAltName).toBe('DNS:shop.example, IP Address:192.0.2.7, IP Address:2001:DB8:0:0:0:0:0:7');
    expect(leaf.validFromDate).toEqual(new Date('2030-02-19T12:00:00Z'));
    expect(leaf.validToDate).toEqual(new Date('2030-03-21T12:00:00Z'));
    expect(leaf.ca).toBe(false);
    expect(leaf.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(leaf.verify(new X509Certificate(authority.certificatePem).publicKey)).toBe(true);
  });

  it('gives every authority and every leaf a key of its own', async () => {
    const { identity: first, ca } = await createTestCertificate('valid');
    const { identity: second, ca: otherCa } = await createTestCertificate('valid');
    expect(first.key).not.toBe(second.key);
    expect(new X509Certificate(ca).fingerprint256).not.toBe(new X509Certificate(otherCa).fingerprint256);
  });
});

describe('a TLS client that trusts the authority', () => {
  const outcomes = {
    valid: 'connected',
    expired: 'CERT_HAS_EXPIRED',
    'not-yet-valid': 'CERT_NOT_YET_VALID',
    'wrong-host': 'ERR_TLS_CERT_ALTNAME_INVALID',
    'self-signed': 'DEPTH_ZERO_SELF_SIGNED_CERT',
    'unknown-authority': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    chain: 'connected',
    'incomplete-chain': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  } satisfies Record<TestCertificateKind, string>;

  it.each(Object.entries(outcomes) as [TestCertificateKind, string][])(
    'meets a server with the certificate "%s": %s',
    async (kind, expected) => {
      expect(await handshake(await createTestCertificate(kind))).toBe(expected);
    },
  );
});

async function handshake({ identity, ca }: TestCertificate): Promise<string> {
  const server = createServer(identity, (socket) => socket.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = connect({ host: '127.0.0.1', servername: 'localhost', port, ca });
  try {
    return await new Promise<string>((resolve) => {
      socket.once('secureConnect', () => resolve('connected'));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    });
  } finally {
    socket.destroy();
    server.close();
    await once(server, 'close');
  }
}
