import ipaddr from 'ipaddr.js';

/** Type numbers of RFC 1035, 3596, 2782, 8659. */
const typeNumbers = { A: 1, NS: 2, CNAME: 5, MX: 15, TXT: 16, AAAA: 28, SRV: 33, CAA: 257 } as const;

/** The types of record that a question can ask for and a reply can hold. */
export type DnsRecordType = keyof typeof typeNumbers;

/** Reply codes of RFC 1035, section 4.1.1. */
export const replyCodes = { noerror: 0, servfail: 2, nxdomain: 3, refused: 5 } as const;

/** The first question of a message. `type` is the number in text where the type is not one of ours. */
export interface Question {
  readonly id: number;
  readonly name: string;
  readonly type: DnsRecordType | string;
  /** The question as it was written, to be repeated in the reply. */
  readonly bytes: Buffer;
}

interface DnsRecord {
  readonly type: DnsRecordType;
  readonly value: string;
}

const headerBytes = 12;

/** Reads the question of a query (RFC 1035, section 4). */
export function parseQuestion(message: Buffer): Question {
  const labels: string[] = [];
  let at = headerBytes;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const typeNumber = message.readUInt16BE(at + 1);
  const type = Object.entries(typeNumbers).find(([, number]) => number === typeNumber)?.[0] ?? String(typeNumber);
  return { id: message.readUInt16BE(0), name: labels.join('.'), type, bytes: message.subarray(headerBytes, at + 5) };
}

/** Writes a reply to a question. Records of an alias (CNAME) come first and own the records after them. */
export function encodeReply(
  question: Question,
  { code, records }: { readonly code: number; readonly records: readonly DnsRecord[] },
): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt16BE(question.id, 0);
  header.writeUInt16BE(0x8180 | code, 2); // a response, recursion desired and available
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  let owner = encodeName(question.name);
  const answers = records.map(({ type, value }) => {
    const answer = encodeRecord(owner, { type, value });
    if (type === 'CNAME') owner = encodeName(value);
    return answer;
  });
  return Buffer.concat([header, question.bytes, ...answers]);
}

function encodeRecord(owner: Buffer, { type, value }: DnsRecord): Buffer {
  const data = encodeValue(type, value);
  const head = Buffer.alloc(10);
  head.writeUInt16BE(typeNumbers[type], 0);
  head.writeUInt16BE(1, 2); // class IN
  head.writeUInt32BE(60, 4); // seconds to live
  head.writeUInt16BE(data.length, 8);
  return Buffer.concat([owner, head, data]);
}

function encodeValue(type: DnsRecordType, value: string): Buffer {
  const [first = '', second = '', third = '', fourth = ''] = value.split(' ');
  switch (type) {
    case 'A':
    case 'AAAA':
      return Buffer.from(ipaddr.parse(value).toByteArray());
    case 'NS':
    case 'CNAME':
      return encodeName(value);
    case 'MX':
      return Buffer.concat([uint16(first), encodeName(second)]);
    case 'SRV':
      return Buffer.concat([uint16(first), uint16(second), uint16(third), encodeName(fourth)]);
    case 'TXT':
      return encodeText(value);
    case 'CAA':
      return Buffer.concat([Buffer.from([Number(first)]), encodeText(second), Buffer.from(third)]);
  }
}

function encodeName(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  return Buffer.concat([...labels.map(encodeText), Buffer.from([0])]);
}

function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function uint16(text: string): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(Number(text));
  return bytes;
}
