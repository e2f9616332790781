/** Takes lines out of bytes that come in pieces, one byte a character (Latin-1), as header fields are defined. */
export interface LineReader {
  /** Where the last piece goes on behind its last line; its end where no more line ends there. */
  at: number;
  /** All bytes that were read, line ends and an unfinished line included. */
  takenBytes: number;
  /** The beginning of a line whose end has not come. */
  begun: string;
  /** A part of a piece as text, and where it lies in it. */
  window: { readonly piece: Buffer; readonly from: number; readonly text: string } | undefined;
}

/** A piece becomes text by this much at a time: enough for the head of most answers, little beside a large body. */
const windowBytes = 2_048;

const carriageReturn = 13;

/** A reader before its first piece. */
export function createLineReader(): LineReader {
  return { at: 0, takenBytes: 0, begun: '', window: undefined };
}

/**
 * The next line without its end (CR LF, or a bare LF as RFC 9112, section 2.2 allows), read from `from` on; undefined where
 * the piece holds no more line ends.
 */
export function nextLine(reader: LineReader, piece: Buffer, from: number): string | undefined {
  reader.at = from;
  while (reader.at < piece.length) {
    const window = openWindow(reader, piece);
    const start = reader.at - window.from;
    const end = window.text.indexOf('\n', start);
    if (end >= 0) {
      advance(reader, window.from + end + 1);
      const line = reader.begun + window.text.slice(start, end);
      reader.begun = '';
      return line.charCodeAt(line.length - 1) === carriageReturn ? line.slice(0, -1) : line;
    }
    reader.begun += window.text.slice(start);
    advance(reader, window.from + window.text.length);
  }
  return undefined;
}

function openWindow(reader: LineReader, piece: Buffer): NonNullable<LineReader['window']> {
  const { window, at } = reader;
  if (window !== undefined && window.piece === piece && at < window.from + window.text.length) return window;
  const text = piece.toString('latin1', at, Math.min(piece.length, at + windowBytes));
  reader.window = { piece, from: at, text };
  return reader.window;
}

function advance(reader: LineReader, to: number): void {
  reader.takenBytes += to - reader.at;
  reader.at = to;
}
