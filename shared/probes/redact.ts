/** A URL for people: no user name, no password, and the values of query parameters replaced. */
export function redactUrl(url: string): string {
  const parsed = new URL(url);
  const query = [...parsed.searchParams.keys()].map((key) => `${encodeURIComponent(key)}=...`).join('&');
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}${query === '' ? '' : `?${query}`}`;
}

const hidden = '[hidden]';

/** A secret that an excerpt cuts in two is still recognised by this much of it. */
const leastPartCharacters = 4;

/**
 * A text without secrets: as they are, as URLs and JSON write them, and where an excerpt cut one off at its beginning
 * (an opening quote) or its end (`...`).
 */
export function redactSecrets(text: string, secretValues: readonly string[]): string {
  if (secretValues.length === 0) return text;
  const forms = new Set(secretValues.flatMap(listForms).filter((form) => form !== ''));
  const longestFirst = [...forms].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((rest, form) => hideParts(rest.replaceAll(form, hidden), form), text);
}

function listForms(secret: string): readonly string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64'),
  ];
}

function hideParts(text: string, form: string): string {
  let rest = text;
  for (let length = form.length - 1; length >= leastPartCharacters; length -= 1) {
    rest = rest
      .replaceAll(`${form.slice(0, length)}...`, `${hidden}...`)
      .replaceAll(`"${form.slice(-length)}`, `"${hidden}`);
  }
  return rest;
}
