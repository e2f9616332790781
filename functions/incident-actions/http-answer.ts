import { hash } from 'node:crypto';
import { writeMarkup } from '../../shared/reports/html/markup.ts';
import { pageStyle } from './page-style.ts';

/** An answer of HTTP, whatever carries it. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const styleHash = hash('sha256', writeMarkup(pageStyle), 'base64');

/**
 * Nothing is loaded and nothing runs but our one style; nobody keeps the page or is told its address, which holds the token; no
 * other page shows it in a frame; and it can only send its forms to where it came from.
 */
const headers = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow, noarchive',
} as const;

/** Answers with a page. */
export function answerPage(status: number, page: string, more: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { status, headers: { ...headers, 'content-type': 'text/html; charset=utf-8', ...more }, body: page };
}

/** Sends the browser to a page by GET, so that loading it again repeats nothing. */
export function answerSeeOther(path: string): HttpAnswer {
  return { status: 303, headers: { ...headers, location: path }, body: '' };
}
