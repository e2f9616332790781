import { quote } from '../assertions/excerpt.ts';
import { type AnswerProblem, broken } from './answer-problem.ts';
import { type BodyBuffer, keepBytes } from './body-buffer.ts';
import { createLineReader, type LineReader, nextLine } from './line-reader.ts';

/** Reads a body in chunks (RFC 9112, section 7.1). Extensions and trailer fields are left out. */
export interface ChunkReader {
  readonly body: BodyBuffer;
  readonly lines: LineReader;
  expected: 'size' | 'data' | 'end of data' | 'trailers';
  dataLeftBytes: number;
  extensionBytes: number;
  trailersFromByte: number;
}

/** What came of some bytes of a body. */
export type BodyStep = 'more' | 'done' | AnswerProblem;

/** Around the data there are size lines with extensions, and trailer fields. Nobody needs more of them than this. */
const maxSizeLine = 4_096;
const maxExtensionBytes = 16_384;
const maxTrailerBytes = 65_536;
const maxSizeDigits = 13;

const sizeLine = /^([0-9a-fA-F]+)[ \t]*(?:;|$)/;
const endlessExtensions = 'Answer has chunk extensions without end';

/** A reader that puts the data of all chunks into a buffer. */
export function createChunkReader(body: BodyBuffer): ChunkReader {
  const lines = createLineReader();
  return { body, lines, expected: 'size', dataLeftBytes: 0, extensionBytes: 0, trailersFromByte: 0 };
}

/** Reads a piece; `done` behind the last chunk, or once the buffer is full. */
export function readChunks(reader: ChunkReader, piece: Buffer): BodyStep {
  const { lines, body } = reader;
  for (let at = 0; at < piece.length; ) {
    if (reader.expected === 'data') {
      at = takeData(reader, piece, at);
      if (body.isTruncated) return 'done';
      continue;
    }
    const line = nextLine(lines, piece, at);
    at = lines.at;
    const step = findExcess(reader, line) ?? (line === undefined ? undefined : takeLine(reader, line));
    if (step !== undefined) return step;
  }
  return 'more';
}

function takeData(reader: ChunkReader, piece: Buffer, at: number): number {
  const data = piece.subarray(at, at + reader.dataLeftBytes);
  reader.dataLeftBytes -= data.length;
  if (reader.dataLeftBytes === 0) reader.expected = 'end of data';
  keepBytes(reader.body, data);
  return at + data.length;
}

/** What is too much already, whether or not the line is complete. An unfinished one may end in half a line end. */
function findExcess({ lines, expected, trailersFromByte }: ChunkReader, line: string | undefined) {
  const length = line?.length ?? lines.begun.length - 1;
  if (expected === 'size' && length > maxSizeLine) return broken(endlessExtensions);
  if (expected === 'end of data' && length > 0) return broken('Answer has a chunk that is longer than its size');
  const isFlood = expected === 'trailers' && lines.takenBytes - trailersFromByte > maxTrailerBytes;
  return isFlood ? broken('Answer has trailer fields without end') : undefined;
}

function takeLine(reader: ChunkReader, line: string): BodyStep | undefined {
  if (reader.expected === 'size') return takeSize(reader, line);
  if (reader.expected === 'trailers') return line === '' ? 'done' : undefined;
  reader.expected = 'size';
  return undefined;
}

function takeSize(reader: ChunkReader, line: string): AnswerProblem | undefined {
  const digits = sizeLine.exec(line)?.[1];
  if (digits === undefined) return broken(`Answer has a chunk of size ${quote(line)}, which is no size`);
  if (digits.length > maxSizeDigits) return broken(`Answer has a chunk of size ${quote(digits)}, which is too large`);
  reader.extensionBytes += line.length - digits.length;
  if (reader.extensionBytes > maxExtensionBytes) return broken(endlessExtensions);
  reader.dataLeftBytes = Number.parseInt(digits, 16);
  reader.expected = reader.dataLeftBytes === 0 ? 'trailers' : 'data';
  reader.trailersFromByte = reader.lines.takenBytes;
  return undefined;
}
