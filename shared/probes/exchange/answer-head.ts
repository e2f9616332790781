import { quote } from '../assertions/excerpt.ts';
import { type AnswerProblem, broken, cut } from './answer-problem.ts';
import { createLineReader, type LineReader, nextLine } from './line-reader.ts';

/** Status and header fields of an answer. */
export interface AnswerHead {
  readonly status: number;
  /** Names in lower case; repeated fields joined with `, `, except `set-cookie`, which is joined with line feeds. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Reads the head of an answer (RFC 9112, sections 4 and 5) and leaves out interim ones (1xx). */
export interface HeadReader {
  readonly lines: LineReader;
  /** Undefined while the status line has not come. */
  status: number | undefined;
  headers: Map<string, string>;
  fields: number;
  lastName: string;
  interimAnswers: number;
}

/** What came of some bytes: a head, a problem, or undefined: more is needed. */
export type HeadStep = AnswerHead | AnswerProblem | undefined;

/** All header bytes of an answer, interim answers included. */
const maxHeadBytes = 65_536;
const maxFields = 200;
const maxInterimAnswers = 16;
/** That much of something that is not HTTP is awaited before it is said. */
const garbageCharacters = 64;

const statusBeginnings = ['HTTP/1.1 ', 'HTTP/1.0 '];
const statusLine = /^HTTP\/1\.[01] [1-9]\d\d(?: |$)/;
const statusAt = 'HTTP/1.1 '.length;
/** RFC 9110, section 5.1. */
const fieldName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** RFC 9110, section 5.5: visible characters, spaces, tabs and bytes beyond ASCII. */
const fieldValue = /^[\t -~\u0080-\u00ff]*$/;

/** A reader before its first piece. */
export function createHeadReader(): HeadReader {
  const headers = new Map<string, string>();
  return { lines: createLineReader(), status: undefined, headers, fields: 0, lastName: '', interimAnswers: 0 };
}

/** Reads a piece. Behind a head, `lines.at` tells where in the piece the body begins. */
export function readHead(reader: HeadReader, piece: Buffer): HeadStep {
  const { lines } = reader;
  for (let at = 0; at < piece.length; at = lines.at) {
    const line = nextLine(lines, piece, at);
    if (lines.takenBytes > maxHeadBytes)
      return broken(`Answer has more than ${maxHeadBytes / 1_024} KiB of header fields`);
    const step = line === undefined ? judgeBeginning(reader) : takeLine(reader, line);
    if (step !== undefined) return step;
  }
  return undefined;
}

/** What is wrong with an answer that ends here. */
export function endHead({ status, lines: { begun } }: HeadReader): AnswerProblem {
  const looksLikeHttp = statusBeginnings.some((beginning) => beginning.startsWith(begun.slice(0, beginning.length)));
  if (status === undefined && !looksLikeHttp) return broken(`Answer is not HTTP/1.1: ${describeGarbage(begun)}`);
  return cut('Connection was closed in the middle of the header');
}

/** Garbage need not have lines: enough of it is as good as one. */
function judgeBeginning(reader: HeadReader): AnswerProblem | undefined {
  const { begun } = reader.lines;
  const isGarbage = reader.status === undefined && begun.length >= garbageCharacters && !begun.startsWith('HTTP/1.');
  return isGarbage ? takeStatus(reader, begun) : undefined;
}

function takeLine(reader: HeadReader, line: string): HeadStep {
  if (reader.status === undefined) return takeStatus(reader, line);
  return line === '' ? finish(reader, reader.status) : takeField(reader, line);
}

function takeStatus(reader: HeadReader, line: string): AnswerProblem | undefined {
  if (!statusLine.test(line)) return broken(`Answer is not HTTP/1.1: ${describeGarbage(line)}`);
  reader.status = Number(line.slice(statusAt, statusAt + 3));
  return undefined;
}

function takeField(reader: HeadReader, line: string): AnswerProblem | undefined {
  const { headers } = reader;
  reader.fields += 1;
  if (reader.fields > maxFields) return broken(`Answer has more than ${maxFields} header fields`);
  if (isSpace(line.charCodeAt(0))) return takeFolded(reader, line);
  const colonAt = line.indexOf(':');
  const name = line.slice(0, Math.max(0, colonAt)).toLowerCase();
  if (!fieldName.test(name) || !fieldValue.test(line)) return refuseField(line);
  const value = trimSpace(line.slice(colonAt + 1));
  const earlier = headers.get(name);
  headers.set(name, earlier === undefined ? value : `${earlier}${name === 'set-cookie' ? '\n' : ', '}${value}`);
  reader.lastName = name;
  return undefined;
}

/** RFC 9112, section 5.2: the old way to go on in the next line. */
function takeFolded({ headers, lastName }: HeadReader, line: string): AnswerProblem | undefined {
  const earlier = headers.get(lastName);
  if (earlier === undefined || !fieldValue.test(line)) return refuseField(line);
  headers.set(lastName, trimSpace(`${earlier} ${trimSpace(line)}`));
  return undefined;
}

function refuseField(line: string): AnswerProblem {
  return broken(`Answer has a line among its header fields that is none: ${quote(line)}`);
}

/** The head is complete, unless it was only an interim one (RFC 9110, section 15.2). */
function finish(reader: HeadReader, status: number): HeadStep {
  if (status >= 200 || status === 101) return { status, headers: reader.headers };
  reader.interimAnswers += 1;
  if (reader.interimAnswers > maxInterimAnswers) {
    return broken(`Server sends more than ${maxInterimAnswers} interim answers (1xx)`);
  }
  reader.status = undefined;
  reader.headers = new Map();
  reader.fields = 0;
  reader.lastName = '';
  return undefined;
}

/** Takes spaces and tabs off both ends. `trim` would take a byte off UTF-8 text (0xA0), a pattern could take forever. */
function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09;

function describeGarbage(line: string): string {
  // RFC 8446, section 5.1: an alert or a handshake record.
  const isTls = ['\x15\x03', '\x16\x03'].includes(line.slice(0, 2));
  if (isTls) return 'the server speaks TLS on this port';
  if (/^HTTP\/[2-9]/.test(line)) return `it says ${quote(line.slice(0, 8))}`;
  if (/^\s*$/.test(line)) return 'it begins with an empty line';
  if (!/[!-~]/.test(line)) return 'it begins with unreadable bytes';
  return `it begins with ${quote(line.slice(0, garbageCharacters))}`;
}
