import { formatBytes } from '../assertions/excerpt.ts';
import { type AnswerHead, type AnswerProblem, createHeadReader } from './answer-head.ts';
import { type BodyBuffer, createBodyBuffer } from './body-buffer.ts';
import { type BodyStep, createChunkReader } from './chunk-reader.ts';
import { chooseFraming, type Framing } from './framing.ts';

/** An answer as it came over the wire, without its chunks, still in its content coding. */
export interface WireAnswer {
  readonly head: AnswerHead;
  readonly body: Buffer;
  readonly bodyTruncated: boolean;
}

export interface AnswerReaderOptions {
  readonly method: string;
  /** The rest of a longer body is not read. */
  readonly maxBodyBytes: number;
  /** Whether the body of an answer with this head is read at all. */
  readonly wantsBody?: (head: AnswerHead) => boolean;
}

/** Makes an answer of bytes that come in pieces. The result does not depend on where the pieces are cut. */
export interface AnswerReader {
  /** The answer once it is complete, or a problem; undefined where more bytes are needed. Not to be called afterwards. */
  read(bytes: Buffer): WireAnswer | AnswerProblem | undefined;
  /** Tells that no more bytes come. */
  end(): WireAnswer | AnswerProblem;
  /** What has come so far. */
  progress(): { readonly head: AnswerHead | undefined; readonly bodyBytes: number };
}

interface OpenBody {
  readonly head: AnswerHead;
  readonly framing: Framing;
  readonly buffer: BodyBuffer;
  readonly read: (bytes: Buffer) => BodyStep;
}

/** A reader for the one answer to a request. */
export function createAnswerReader(options: AnswerReaderOptions): AnswerReader {
  const heads = createHeadReader();
  let open: OpenBody | undefined;

  function takeHead(head: AnswerHead): AnswerProblem | undefined {
    const framing = chooseFraming(head, options.method);
    if ('problem' in framing) return framing;
    open = openBody(head, options.wantsBody?.(head) === false ? { by: 'none' } : framing, options.maxBodyBytes);
    return undefined;
  }

  return {
    read(bytes) {
      let rest = bytes;
      if (open === undefined) {
        const step = heads.read(bytes);
        if (step === undefined || 'problem' in step) return step;
        const problem = takeHead(step.head);
        if (problem !== undefined || open === undefined) return problem;
        rest = bytes.subarray(step.bodyAt);
      }
      const step = open.read(rest);
      if (step === 'more') return undefined;
      return step === 'done' ? close(open) : step;
    },
    end() {
      if (open === undefined) return heads.end();
      return open.framing.by === 'close' ? close(open) : explainCut(open);
    },
    progress: () => ({ head: open?.head, bodyBytes: open?.buffer.lengthBytes() ?? 0 }),
  };
}

function openBody(head: AnswerHead, framing: Framing, maxBytes: number): OpenBody {
  switch (framing.by) {
    case 'none':
      return { head, framing, buffer: createBodyBuffer({ maxBytes: 0 }), read: () => 'done' };
    case 'length': {
      const { lengthBytes: expectedBytes } = framing;
      const buffer = createBodyBuffer({ maxBytes, expectedBytes });
      return { head, framing, buffer, read: (bytes) => readLength(buffer, bytes, { expectedBytes, maxBytes }) };
    }
    case 'chunks': {
      const buffer = createBodyBuffer({ maxBytes });
      return { head, framing, buffer, read: createChunkReader(buffer) };
    }
    case 'close': {
      const buffer = createBodyBuffer({ maxBytes });
      return { head, framing, buffer, read: (bytes) => (buffer.append(bytes) ? 'more' : 'done') };
    }
  }
}

function readLength(
  buffer: BodyBuffer,
  bytes: Buffer,
  { expectedBytes, maxBytes }: { readonly expectedBytes: number; readonly maxBytes: number },
): BodyStep {
  const missingBytes = Math.min(expectedBytes, maxBytes) - buffer.lengthBytes();
  buffer.append(bytes.length > missingBytes ? bytes.subarray(0, missingBytes) : bytes);
  return bytes.length >= missingBytes ? 'done' : 'more';
}

function close({ head, framing, buffer }: OpenBody): WireAnswer {
  const isLonger = framing.by === 'length' && framing.lengthBytes > buffer.lengthBytes();
  return { head, body: buffer.bytes(), bodyTruncated: isLonger || buffer.isTruncated() };
}

function explainCut({ framing, buffer }: OpenBody): AnswerProblem {
  const whole = framing.by === 'length' ? ` of ${formatBytes(framing.lengthBytes)}` : '';
  return {
    problem: `Connection was closed in the middle of the body, after ${formatBytes(buffer.lengthBytes())}${whole}`,
    isCut: true,
  };
}
