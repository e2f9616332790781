import { formatBytes } from '../assertions/excerpt.ts';
import { type AnswerHead, createHeadReader, endHead, readHead } from './answer-head.ts';
import { type AnswerProblem, cut } from './answer-problem.ts';
import { type BodyBuffer, createBodyBuffer, keepBytes } from './body-buffer.ts';
import { type BodyStep, type ChunkReader, createChunkReader, readChunks } from './chunk-reader.ts';
import { chooseFraming, type Framing } from './framing.ts';

/** An answer as it came over the wire, without its chunks, still in its content coding. */
export interface WireAnswer {
  readonly head: AnswerHead;
  readonly body: Buffer;
  readonly bodyTruncated: boolean;
}

/** What of an answer is read. */
export interface AnswerReaderOptions {
  /** Of the request: an answer to HEAD has no body. */
  readonly method: string;
  /** The rest of a longer body is not read. */
  readonly maxBodyBytes: number;
  /** Whether the body of an answer with this head is read at all. */
  readonly wantsBody?: (head: AnswerHead) => boolean;
}

/** Makes an answer of bytes that come in pieces. The result does not depend on where the pieces are cut. */
export interface AnswerReader {
  /** The answer once it is complete, or a problem; undefined where more bytes are needed. Not to be called afterwards. */
  read(piece: Buffer): WireAnswer | AnswerProblem | undefined;
  /** Tells that no more bytes come. */
  end(): WireAnswer | AnswerProblem;
  /** What has come so far. */
  progress(): { readonly head: AnswerHead | undefined; readonly bodyBytes: number };
}

/** A body that has begun. */
interface OpenBody {
  readonly head: AnswerHead;
  readonly framing: Framing;
  readonly buffer: BodyBuffer;
  readonly chunks: ChunkReader | undefined;
}

/** A reader for the one answer to a request. */
export function createAnswerReader({ method, maxBodyBytes, wantsBody }: AnswerReaderOptions): AnswerReader {
  const heads = createHeadReader();
  let open: OpenBody | undefined;
  return {
    read(piece) {
      if (open !== undefined) return readBody(open, piece);
      const head = readHead(heads, piece);
      if (head === undefined || 'problem' in head) return head;
      const framing = wantsBody?.(head) === false ? noBody : chooseFraming(head, method);
      if ('problem' in framing) return framing;
      open = openBody(head, framing, maxBodyBytes);
      return readBody(open, piece.subarray(heads.lines.at));
    },
    end() {
      if (open === undefined) return endHead(heads);
      return open.framing.by === 'close' ? close(open) : explainCut(open);
    },
    progress: () => ({ head: open?.head, bodyBytes: open?.buffer.lengthBytes ?? 0 }),
  };
}

const noBody: Framing = { by: 'none' };

function openBody(head: AnswerHead, framing: Framing, maxBytes: number): OpenBody {
  const announcedBytes = framing.by === 'length' ? framing.lengthBytes : framing.by === 'none' ? 0 : undefined;
  const buffer = createBodyBuffer(maxBytes, announcedBytes);
  return { head, framing, buffer, chunks: framing.by === 'chunks' ? createChunkReader(buffer) : undefined };
}

function readBody(open: OpenBody, piece: Buffer): WireAnswer | AnswerProblem | undefined {
  const step = takeBody(open, piece);
  if (step === 'more') return undefined;
  return step === 'done' ? close(open) : step;
}

function takeBody({ framing, buffer, chunks }: OpenBody, piece: Buffer): BodyStep {
  if (chunks !== undefined) return readChunks(chunks, piece);
  if (framing.by === 'none') return 'done';
  if (framing.by === 'length') {
    const missingBytes = Math.min(framing.lengthBytes, buffer.maxBytes) - buffer.lengthBytes;
    keepBytes(buffer, piece.length > missingBytes ? piece.subarray(0, missingBytes) : piece);
    return piece.length >= missingBytes ? 'done' : 'more';
  }
  keepBytes(buffer, piece);
  return buffer.isTruncated ? 'done' : 'more';
}

function close({ head, framing, buffer: { memory, lengthBytes, isTruncated } }: OpenBody): WireAnswer {
  const isLonger = framing.by === 'length' && framing.lengthBytes > lengthBytes;
  return { head, body: memory.subarray(0, lengthBytes), bodyTruncated: isLonger || isTruncated };
}

function explainCut({ framing, buffer: { lengthBytes } }: OpenBody): AnswerProblem {
  const whole = framing.by === 'length' ? ` of ${formatBytes(framing.lengthBytes)}` : '';
  return cut(`Connection was closed in the middle of the body, after ${formatBytes(lengthBytes)}${whole}`);
}
