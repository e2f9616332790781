const identifierStart = /[A-Za-z_\u0080-\uffff]/;
const wordAt = /[A-Za-z0-9_$\u0080-\uffff]*/y;
const numberAt = /[0-9.](?:[0-9A-Za-z_.$\u0080-\uffff]|(?<=[eE])[+-](?=[0-9]))*/y;
const parameterAt = /\$[0-9]+(?![0-9A-Za-z_.$\u0080-\uffff])/y;
const dollarTagAt = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
/** What an identifier in quotes may look like to be shown: anything else may be a value in the wrong quotes. */
const plainIdentifier = /^"[\p{L}\p{N}_ $-]{1,63}"$/u;

/** What a literal is shown as. */
const hole = '?';

/** One piece of a statement as it may be shown, and where the next one begins. */
interface Piece {
  readonly shown: string;
  readonly end: number;
}

/**
 * A statement without its values, for people: strings, numbers, bit strings and dollar-quoted texts become `?`, comments go, white
 * space shrinks. It reads as PostgreSQL's lexer does (SQL syntax, 4.1) but errs towards hiding: an unfinished literal, as in a
 * text that was cut, is hidden to its end, and so is all that follows a string whose end depends on `standard_conforming_strings`.
 */
export function normaliseQuery(query: string): string {
  let shown = '';
  for (let at = 0; at < query.length; ) {
    const piece = pieceAt(query, at);
    shown += piece.shown;
    at = piece.end;
  }
  return tidy(shown);
}

function pieceAt(query: string, at: number): Piece {
  const char = query.charAt(at);
  const two = query.slice(at, at + 2);
  if (two === '--') return { shown: ' ', end: endOf(query, '\n', at) };
  if (two === '/*') return { shown: ' ', end: endOfComment(query, at) };
  if (char === "'") return plainString(query, at);
  if (char === '"') return quotedIdentifier(query, at);
  if (char === '$') return dollar(query, at);
  if (/[0-9]/.test(char) || /^\.[0-9]/.test(two)) return { shown: hole, end: matchEnd(numberAt, query, at) };
  if (identifierStart.test(char)) return word(query, at);
  return { shown: char, end: at + 1 };
}

/** A word, or a literal that a letter introduces: E'', B'', X'', N'', U&''. */
function word(query: string, at: number): Piece {
  const prefix = /^(?:[eE]|[bBxXnN]|[uU]&)(?=')/.exec(query.slice(at, at + 3))?.[0];
  if (prefix !== undefined) {
    const open = at + prefix.length;
    return /e/i.test(prefix) ? { shown: hole, end: endOfString(query, open, true) } : plainString(query, open);
  }
  const end = matchEnd(wordAt, query, at);
  return { shown: query.slice(at, end), end };
}

function plainString(query: string, open: number): Piece {
  const end = endOfString(query, open, false);
  const isAmbiguous = query.slice(open, end).includes("\\'");
  return isAmbiguous ? { shown: `${hole}…`, end: query.length } : { shown: hole, end };
}

/** Behind the closing quote, or the end of the text. Doubled quotes are part of the string, and escaped ones where `escapes`. */
function endOfString(query: string, open: number, escapes: boolean): number {
  for (let at = open + 1; at < query.length; at += 1) {
    if (escapes && query.charAt(at) === '\\') at += 1;
    else if (query.charAt(at) === "'") {
      if (query.charAt(at + 1) !== "'") return at + 1;
      at += 1;
    }
  }
  return query.length;
}

function quotedIdentifier(query: string, at: number): Piece {
  let end = at + 1;
  while (end < query.length && query.charAt(end) !== '"') end += 1;
  end = Math.min(end + 1, query.length);
  const text = query.slice(at, end);
  return { shown: plainIdentifier.test(text) ? text : `"${hole}"`, end };
}

/** A parameter such as $1 stays; $tag$ opens a text that ends with the same tag. */
function dollar(query: string, at: number): Piece {
  const parameterEnd = matchEnd(parameterAt, query, at);
  if (parameterEnd > at) return { shown: query.slice(at, parameterEnd), end: parameterEnd };
  const tagEnd = matchEnd(dollarTagAt, query, at);
  if (tagEnd === at) return { shown: hole, end: Math.max(matchEnd(wordAt, query, at), at + 1) };
  return { shown: hole, end: endOf(query, query.slice(at, tagEnd), tagEnd) };
}

function endOfComment(query: string, open: number): number {
  let depth = 1;
  let at = open + 2;
  while (at < query.length && depth > 0) {
    const two = query.slice(at, at + 2);
    if (two === '/*') depth += 1;
    if (two === '*/') depth -= 1;
    at += two === '/*' || two === '*/' ? 2 : 1;
  }
  return at;
}

/** Behind the next occurrence of a text, or the end of all. */
function endOf(query: string, closing: string, from: number): number {
  const found = query.indexOf(closing, from);
  return found === -1 ? query.length : found + closing.length;
}

function matchEnd(pattern: RegExp, query: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(query)?.[0].length ?? 0);
}

/** Shrinks white space and lists of values, and hides what SET assigns: there a bare word is a value too. */
function tidy(shown: string): string {
  return shown
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(^|; ?)((?:alter [^;]*?)?set (?:session |local )?[^ ;=]+ ?(?:=|to\b)) ?[^;]+/gi, `$1$2 ${hole}`)
    .replace(/\?(?:, ?\?)+/g, `${hole}, …`);
}
