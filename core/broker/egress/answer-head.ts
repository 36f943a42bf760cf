/** What stands before the body of an answer. */
export interface AnswerHead {
  readonly status: number;
  /** As received, names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** How the body's end is told: so many bytes, or chunks. */
  readonly body: number | 'chunked';
  /** Whether another request may follow on the connection. */
  readonly staysOpen: boolean;
}

/** An answer that can be understood in two ways, or in none. */
export class Malformed extends Error {}

const statusLine = /HTTP\/1\.([01]) ([1-5]\d\d)(?: [\t -~\u0080-\u00ff]*)?\r\n/y;
const headerLine = /([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([\t -~\u0080-\u00ff]*)\r\n/y;
const lengthShape = /^\d{1,15}$/;

const hasNoBody = (status: number): boolean => status === 204 || status === 304;

/**
 * Reads the lines of a head, one byte a character, to the end of the last one. Only GET, POST, PUT and DELETE are sent, so an
 * answer has a body wherever it says so. RFC 9112, more strictly: one line end, no folded lines, no length said twice.
 * @throws Malformed
 */
export function headOf(text: string): AnswerHead {
  statusLine.lastIndex = 0;
  const first = statusLine.exec(text);
  if (first === null) throw new Malformed();
  const headers = headersOf(text, statusLine.lastIndex);
  const status = Number(first[2]);
  if (among(headers, 'content-encoding', 'identity').toLowerCase() !== 'identity') throw new Malformed();
  const connection = among(headers, 'connection', '').toLowerCase();
  return {
    status,
    headers,
    body: bodyOf(status, headers),
    staysOpen: first[1] === '1' && !connection.includes('close'),
  };
}

function headersOf(text: string, from: number): [name: string, value: string][] {
  const headers: [string, string][] = [];
  headerLine.lastIndex = from;
  while (headerLine.lastIndex < text.length) {
    const [, name, value] = headerLine.exec(text) ?? [];
    if (name === undefined || value === undefined) throw new Malformed();
    headers.push([name.toLowerCase(), trimmed(value)]);
  }
  return headers;
}

/** Of spaces and tabs alone: `trim` would take a byte 0xa0 too. */
function trimmed(value: string): string {
  let [from, to] = [0, value.length];
  while (from < to && isBlank(value.charCodeAt(from))) from += 1;
  while (to > from && isBlank(value.charCodeAt(to - 1))) to -= 1;
  return value.slice(from, to);
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09;

/** An end that only the closing of the connection tells cannot be told from a cut. */
function bodyOf(status: number, headers: AnswerHead['headers']): AnswerHead['body'] {
  const length = among(headers, 'content-length', null);
  const encoding = among(headers, 'transfer-encoding', null);
  if (length !== null && (encoding !== null || !lengthShape.test(length))) throw new Malformed();
  if (encoding !== null && encoding.toLowerCase() !== 'chunked') throw new Malformed();
  if (hasNoBody(status)) return 0;
  if (encoding !== null) return 'chunked';
  // An interim answer has no body, and the real one follows.
  if (length === null && status >= 200) throw new Malformed();
  return Number(length ?? 0);
}

/** The one header of that name. @throws Malformed where it stands twice */
function among<Missing>(headers: AnswerHead['headers'], wanted: string, missing: Missing): string | Missing {
  let found: string | Missing = missing;
  let count = 0;
  for (const [name, value] of headers)
    if (name === wanted) {
      found = value;
      count += 1;
    }
  // Connection is a list, which may come in several lines; whoever says more than one thing of it does not stay open.
  if (count > 1) {
    if (wanted !== 'connection') throw new Malformed();
    return 'close';
  }
  return found;
}
