import { quote } from '../assertions/excerpt.ts';
import { type AnswerProblem, broken } from './answer-head.ts';
import type { BodyBuffer } from './body-buffer.ts';
import { createLineReader } from './line-reader.ts';

/** What came of some bytes of a body. */
export type BodyStep = 'more' | 'done' | AnswerProblem;

/** Around the data there are size lines with extensions, and trailer fields. Nobody needs more of them than this. */
const maxSizeLine = 4_096;
const maxExtensionBytes = 16_384;
const maxTrailerBytes = 65_536;
const maxSizeDigits = 13;

const endlessExtensions = 'Answer has chunk extensions without end';
const tooLongChunk = 'Answer has a chunk that is longer than its size';

/** Reads a body in chunks (RFC 9112, section 7.1) into a buffer. Extensions and trailer fields are left out. */
export function createChunkReader(body: BodyBuffer): (bytes: Buffer) => BodyStep {
  const lines = createLineReader();
  let state: 'size' | 'data' | 'data-end' | 'trailers' = 'size';
  let dataLeftBytes = 0;
  let extensionBytes = 0;
  let trailersFromByte = 0;

  function takeSize(line: string): AnswerProblem | undefined {
    const digits = /^[0-9a-fA-F]+/.exec(line)?.[0] ?? '';
    const rest = line.slice(digits.length);
    if (digits === '' || !/^[ \t]*(?:;|$)/.test(rest)) {
      return broken(`Answer has a chunk of size ${quote(line)}, which is no size`);
    }
    if (digits.length > maxSizeDigits) return broken(`Answer has a chunk of size ${quote(digits)}, which is too large`);
    extensionBytes += rest.length;
    if (extensionBytes > maxExtensionBytes) return broken(endlessExtensions);
    dataLeftBytes = Number.parseInt(digits, 16);
    state = dataLeftBytes === 0 ? 'trailers' : 'data';
    trailersFromByte = lines.takenBytes();
    return undefined;
  }

  /** What is too much already, whether or not the line is complete. An unfinished one may end in half a line end. */
  function findExcess(line: string | undefined): AnswerProblem | undefined {
    const length = line?.length ?? lines.unfinished().length - 1;
    if (state === 'size' && length > maxSizeLine) return broken(endlessExtensions);
    if (state === 'data-end' && length > 0) return broken(tooLongChunk);
    const isFlood = state === 'trailers' && lines.takenBytes() - trailersFromByte > maxTrailerBytes;
    return isFlood ? broken('Answer has trailer fields without end') : undefined;
  }

  function takeLine(line: string): BodyStep | undefined {
    if (state === 'size') return takeSize(line);
    if (state === 'trailers') return line === '' ? 'done' : undefined;
    state = 'size';
    return undefined;
  }

  function takeData(bytes: Buffer, at: number): number {
    const data = bytes.subarray(at, at + dataLeftBytes);
    dataLeftBytes -= data.length;
    if (dataLeftBytes === 0) state = 'data-end';
    body.append(data);
    return at + data.length;
  }

  return (bytes) => {
    for (let at = 0; at < bytes.length; ) {
      if (state === 'data') {
        at = takeData(bytes, at);
        if (body.isTruncated()) return 'done';
        continue;
      }
      const line = lines.next(bytes, at);
      at = lines.at();
      const step = findExcess(line) ?? (line === undefined ? undefined : takeLine(line));
      if (step !== undefined) return step;
    }
    return 'more';
  };
}
