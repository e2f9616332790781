import { quote } from '../assertions/excerpt.ts';
import { createLineReader } from './line-reader.ts';

/** Status and header fields of an answer. */
export interface AnswerHead {
  readonly status: number;
  /** Names in lower case; repeated fields joined with `, `, except `set-cookie`, which is joined with line feeds. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Why bytes are not an answer. */
export interface AnswerProblem {
  readonly problem: string;
  /** True where the bytes were fine and only ended too early, so that the network may be to blame. */
  readonly isCut: boolean;
}

/** What came of some bytes: the head and where the body begins in them, a problem, or undefined: more is needed. */
export type HeadStep = { readonly head: AnswerHead; readonly bodyAt: number } | AnswerProblem | undefined;

export interface HeadReader {
  read(bytes: Buffer): HeadStep;
  /** What is wrong with an answer that ends here. */
  end(): AnswerProblem;
}

/** All header bytes of an answer, interim answers included. */
const maxHeadBytes = 65_536;
const maxFields = 200;
const maxInterimAnswers = 16;
/** That much of something that is not HTTP is awaited before it is said. */
const garbageBytes = 64;

const statusBeginnings = ['HTTP/1.1 ', 'HTTP/1.0 '];
const statusLine = /^HTTP\/1\.[01] ([1-9]\d\d)(?: |$)/;
/** RFC 9110, sections 5.1 and 5.5: a token; visible characters, spaces, tabs and bytes beyond ASCII. */
const fieldLine = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([\t -~\u0080-\u00ff]*)$/;
/** RFC 9112, section 5.2: the old way to go on in the next line. */
const foldedLine = /^[ \t]([\t -~\u0080-\u00ff]*)$/;

/** Reads the head of an answer (RFC 9112, sections 4 and 5) and leaves out interim ones (1xx). */
export function createHeadReader(): HeadReader {
  const lines = createLineReader();
  let status: number | undefined;
  let headers = new Map<string, string>();
  let fields = 0;
  let lastName = '';
  let interimAnswers = 0;

  function takeStatus(line: string): AnswerProblem | undefined {
    const match = statusLine.exec(line);
    if (match === null) return broken(`Answer is not HTTP/1.1: ${describeGarbage(line)}`);
    status = Number(match[1]);
    return undefined;
  }

  function takeField(line: string): AnswerProblem | undefined {
    fields += 1;
    if (fields > maxFields) return broken(`Answer has more than ${maxFields} header fields`);
    const [, rawName, rawValue = ''] = fieldLine.exec(line) ?? [];
    if (rawName === undefined) return takeFolded(line);
    const value = trimSpace(rawValue);
    lastName = rawName.toLowerCase();
    const earlier = headers.get(lastName);
    headers.set(
      lastName,
      earlier === undefined ? value : `${earlier}${lastName === 'set-cookie' ? '\n' : ', '}${value}`,
    );
    return undefined;
  }

  function takeFolded(line: string): AnswerProblem | undefined {
    const value = foldedLine.exec(line)?.[1];
    const earlier = headers.get(lastName);
    if (value === undefined || earlier === undefined) {
      return broken(`Answer has a line among its header fields that is none: ${quote(line)}`);
    }
    headers.set(lastName, trimSpace(`${earlier} ${trimSpace(value)}`));
    return undefined;
  }

  /** The head is complete, unless it was only an interim one (RFC 9110, section 15.2). */
  function finish(): HeadStep {
    const head = { status: status ?? 0, headers };
    if (head.status >= 200 || head.status === 101) return { head, bodyAt: lines.at() };
    interimAnswers += 1;
    if (interimAnswers > maxInterimAnswers)
      return broken(`Server sends more than ${maxInterimAnswers} interim answers (1xx)`);
    status = undefined;
    headers = new Map();
    fields = 0;
    lastName = '';
    return undefined;
  }

  function takeLine(line: string): HeadStep {
    if (status === undefined) return takeStatus(line);
    return line === '' ? finish() : takeField(line);
  }

  return {
    read(bytes) {
      for (let at = 0; at < bytes.length; at = lines.at()) {
        const line = lines.next(bytes, at);
        if (lines.takenBytes() > maxHeadBytes)
          return broken(`Answer has more than ${maxHeadBytes / 1024} KiB of header fields`);
        if (line === undefined) {
          const begun = lines.unfinished();
          return status === undefined && begun.length >= garbageBytes && !begun.startsWith('HTTP/1.')
            ? takeStatus(begun)
            : undefined;
        }
        const step = takeLine(line);
        if (step !== undefined) return step;
      }
      return undefined;
    },
    end() {
      const begun = lines.unfinished();
      const looksLikeHttp = statusBeginnings.some((beginning) =>
        beginning.startsWith(begun.slice(0, beginning.length)),
      );
      if (status === undefined && !looksLikeHttp) return broken(`Answer is not HTTP/1.1: ${describeGarbage(begun)}`);
      return { problem: 'Connection was closed in the middle of the header', isCut: true };
    },
  };
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

/** A problem that trying again will not cure. */
export function broken(problem: string): AnswerProblem {
  return { problem, isCut: false };
}

function describeGarbage(line: string): string {
  // RFC 8446, section 5.1: an alert or a handshake record.
  if ((line.startsWith('\x15') || line.startsWith('\x16')) && line[1] === '\x03')
    return 'the server speaks TLS on this port';
  if (/^HTTP\/[2-9]/.test(line)) return `it says ${quote(line.slice(0, 8))}`;
  if (/^\s*$/.test(line)) return 'it begins with an empty line';
  if (!/[!-~]/.test(line)) return 'it begins with unreadable bytes';
  return `it begins with ${quote(line.slice(0, garbageBytes))}`;
}
