import type { X509Certificate } from 'node:crypto';
import { connect as connectTcp, isIP, type Socket, type TcpNetConnectOpts } from 'node:net';
import {
  connect as connectTls,
  type DetailedPeerCertificate,
  type PeerCertificate,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import type { Peer } from './connect-failure.ts';

/** How TLS is spoken on a link. Whether its certificate is to be trusted is judged afterwards. */
export interface Security {
  readonly context: SecureContext;
  readonly serverName: string;
  /** Protocols to offer (ALPN), in wire format. */
  readonly protocols?: Uint8Array;
}

/** Told what happens on a link. What comes while nobody takes it is kept for the next handler. */
export interface LinkHandler {
  connected?(): void;
  /** The TLS handshake is done; whatever the certificate is. */
  secured?(): void;
  /** The bytes are only there during the call. */
  received?(bytes: Buffer): void;
  /** The other side will send no more. */
  ended?(): void;
  failed(error: Error): void;
}

/** A connection to exactly one address. */
export interface Link {
  readonly socket: Socket;
  readonly peer: Peer;
  /** Puts another handler in the place of the one before. */
  handle(handler: LinkHandler): void;
  /** Drops the connection at once; nobody is told anything afterwards. */
  close(): void;
  /** Ends the connection as agreed: what was written is sent, TLS says goodbye. Nobody is told anything afterwards. */
  finish(): void;
}

/** How long a server may keep a connection whose end was said. */
const farewellMs = 1_000;

/** All links read into the same memory, one after the other: who keeps bytes copies them. */
let readBuffer: Buffer | undefined;

/** Opens a connection to an address; no name is looked up here. */
export function openLink(peer: Peer, security: Security | undefined, opening: LinkHandler): Link {
  let handler: LinkHandler | undefined = opening;
  let early: Buffer[] = [];
  let hasEnded = false;

  readBuffer ??= Buffer.allocUnsafeSlow(65_536);
  const buffer = readBuffer;
  function receive(length: number): boolean {
    const bytes = buffer.subarray(0, length);
    try {
      if (handler?.received !== undefined) handler.received(bytes);
      else early.push(Buffer.from(bytes));
    } catch (error) {
      handler?.failed(error as Error); // A mistake of ours must not end the process.
    }
    return handler !== undefined;
  }

  const options = { host: peer.address, port: peer.port, onread: { buffer, callback: receive } };
  const socket = security === undefined ? connectTcp(options) : connectSecurely(options, security);
  socket.on('connect', () => handler?.connected?.());
  if (security !== undefined) socket.on('secureConnect', () => handler?.secured?.());
  socket.on('error', (error) => handler?.failed(error));
  socket.on('end', () => {
    hasEnded = true;
    handler?.ended?.();
  });

  return {
    socket,
    peer,
    handle(next) {
      handler = next;
      const waiting = early;
      if (next.received !== undefined) early = [];
      for (const bytes of waiting) handler?.received?.(bytes);
      if (hasEnded) handler?.ended?.();
    },
    close() {
      handler = undefined;
      socket.destroy();
    },
    finish() {
      handler = undefined;
      socket.setTimeout(farewellMs, () => socket.destroy());
      socket.destroySoon();
    },
  };
}

function connectSecurely(options: TcpNetConnectOpts, { context, serverName, protocols }: Security): TLSSocket {
  const socket = connectTls({
    ...options,
    secureContext: context,
    // RFC 6066, section 3: addresses are no server names.
    servername: isIP(serverName) === 0 ? serverName : '',
    ...(protocols === undefined ? {} : { ALPNProtocols: protocols }),
    // The certificate is judged by whoever opened the link, so that a bad one is still described.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  });
  // Node would spell out a trusted chain for the check above, key by key, for a sixth of the time that the whole probe takes.
  socket.getPeerCertificate = () => nothing;
  return socket;
}

const nothing = {} as PeerCertificate & DetailedPeerCertificate;

/** What a server presented in a TLS handshake. */
export interface Presented {
  readonly certificate: X509Certificate | undefined;
  /** A code of OpenSSL such as `CERT_HAS_EXPIRED`; undefined where the chain is trusted. */
  readonly chainError: string | undefined;
}

/** What the server presented on a link whose handshake is done. To be asked once: reading the certificate consumes it. */
export function readPresented({ socket }: Link): Presented {
  const { authorizationError } = socket as TLSSocket;
  return {
    certificate: (socket as TLSSocket).getPeerX509Certificate(),
    chainError: authorizationError ? String(authorizationError) : undefined,
  };
}
