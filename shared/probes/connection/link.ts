import { connect as connectTcp, isIP, type Socket, type TcpNetConnectOpts } from 'node:net';
import { connect as connectTls, type PeerCertificate, type SecureContext, type TLSSocket } from 'node:tls';
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
  /** Drops the connection; nobody is told anything afterwards. */
  close(): void;
}

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
  };
}

/** What a server presented in a TLS handshake. */
export interface Presented {
  readonly certificate: PeerCertificate;
  /** A code of OpenSSL such as `CERT_HAS_EXPIRED`; undefined where the chain is trusted. */
  readonly chainError: string | undefined;
}

const presentedCertificates = new WeakMap<Socket, PeerCertificate>();

function connectSecurely(
  options: TcpNetConnectOpts & { readonly host: string },
  { context, serverName, protocols }: Security,
): TLSSocket {
  const socket: TLSSocket = connectTls({
    ...options,
    secureContext: context,
    // RFC 6066, section 3: addresses are no server names.
    servername: isIP(serverName) === 0 ? serverName : '',
    ...(protocols === undefined ? {} : { ALPNProtocols: protocols }),
    // The certificate is judged by whoever opened the link, so that a bad one is still described.
    rejectUnauthorized: false,
    checkServerIdentity(_, certificate) {
      presentedCertificates.set(socket, certificate);
      return undefined;
    },
  });
  return socket;
}

/** What the server presented on a link whose handshake is done. */
export function readPresented({ socket }: Link): Presented {
  const { authorizationError } = socket as TLSSocket;
  return {
    // Node makes this costly object itself when the chain is trusted: it is not made a second time.
    certificate: presentedCertificates.get(socket) ?? (socket as TLSSocket).getPeerCertificate(),
    chainError: authorizationError ? String(authorizationError) : undefined,
  };
}
