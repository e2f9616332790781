/** Takes lines out of bytes that come in pieces. */
export interface LineReader {
  /**
   * The next line without its end (CR LF, or a bare LF as RFC 9112, section 2.2 allows), read from `at` on; undefined where
   * the piece holds no more line ends.
   */
  next(piece: Buffer, at: number): string | undefined;
  /** Where the piece goes on behind the line, or its end. */
  at(): number;
  /** All bytes that were read, line ends and an unfinished line included. */
  takenBytes(): number;
  /** The beginning of a line whose end has not come. */
  unfinished(): string;
}

/** A piece becomes text by this much at a time: enough for the head of most answers, little beside a large body. */
const windowBytes = 2_048;

const carriageReturn = 13;

/** Bytes become characters one by one (Latin-1), as header fields are defined. */
export function createLineReader(): LineReader {
  let begun = '';
  let position = 0;
  let taken = 0;
  let openPiece: Buffer | undefined;
  let windowAt = 0;
  let window = '';

  function openWindow(piece: Buffer, at: number): void {
    openPiece = piece;
    windowAt = at;
    window = piece.toString('latin1', at, Math.min(piece.length, at + windowBytes));
  }

  return {
    next(piece, from) {
      let at = from;
      while (at < piece.length) {
        if (piece !== openPiece || at >= windowAt + window.length) openWindow(piece, at);
        const start = at - windowAt;
        const end = window.indexOf('\n', start);
        if (end >= 0) {
          const line = begun === '' ? window.slice(start, end) : begun + window.slice(start, end);
          begun = '';
          position = windowAt + end + 1;
          taken += position - from;
          return line.charCodeAt(line.length - 1) === carriageReturn ? line.slice(0, -1) : line;
        }
        begun += window.slice(start);
        at = windowAt + window.length;
      }
      position = at;
      taken += at - from;
      return undefined;
    },
    at: () => position,
    takenBytes: () => taken,
    unfinished: () => begun,
  };
}
