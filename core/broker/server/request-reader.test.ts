import { describe, expect, it } from 'vitest';
import type { ChannelFault } from '../channel';
import { RequestReader, type Head } from './request-reader';

interface Read {
  readonly heads: Head[];
  readonly bodies: string[];
  readonly faults: ChannelFault[];
}

/** What a reader makes of pieces; bodies are as long as their content-length says. */
function readFrom(pieces: readonly Buffer[], headBytes = 1_000): Read {
  const read: Read = { heads: [], bodies: [], faults: [] };
  const reader = new RequestReader(headBytes, {
    head(head) {
      read.heads.push(head);
      return Number(head.headers.find(([name]) => name === 'content-length')?.[1] ?? 0);
    },
    body: (body) => void read.bodies.push(body.toString('latin1')),
    fault: (why) => void read.faults.push(why),
  });
  for (const piece of pieces) reader.take(piece);
  return read;
}

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const post = 'POST /a?b=%20 HTTP/1.1\r\nX-Odd: \t \u00e9\t; \r\ncontent-length: 3\r\n\r\n\u0000\u00ff\n';
const get = 'GET /c HTTP/1.1\r\n\r\n';
const both: Read = {
  heads: [
    {
      ...{ method: 'POST', target: '/a?b=%20', version: '1.1' },
      headers: [
        ['X-Odd', '\u00e9\t;'],
        ['content-length', '3'],
      ],
    },
    { method: 'GET', target: '/c', version: '1.1', headers: [] },
  ],
  bodies: ['\u0000\u00ff\n', ''],
  faults: [],
};

describe('requests on a connection', () => {
  it('are the same in whatever two pieces they come', () => {
    const all = bytes(post + get);
    for (let at = 0; at <= all.length; at += 1)
      expect(readFrom([all.subarray(0, at), all.subarray(at)]), `cut at ${String(at)}`).toEqual(both);
  });

  it('are the same byte by byte', () => {
    expect(readFrom([...bytes(post + get)].map((byte) => Buffer.from([byte])))).toEqual(both);
  });

  it('hold nothing of the pieces that a body comes in: each would cost many times its own length', () => {
    const read: string[] = [];
    const reader = new RequestReader(1_000, {
      head: () => 3,
      body: (body) => void read.push(body.toString('latin1')),
      fault: (why) => expect.fail(why),
    });
    reader.take(bytes(get));
    for (const text of 'abc') {
      const piece = bytes(text);
      reader.take(piece);
      piece.fill('-');
    }
    expect(read).toEqual(['abc']);
  });

  it('may have an empty line before them', () => {
    for (const cut of [0, 1, 2]) {
      const all = bytes(`\r\n${get}`);
      expect(readFrom([all.subarray(0, cut), all.subarray(cut)]).heads, `cut at ${String(cut)}`).toHaveLength(1);
    }
  });

  it('may have a head of the full length, and not of one byte more', () => {
    const head = (length: number) => bytes(`GET /${'x'.repeat(length - 'GET / HTTP/1.1'.length)} HTTP/1.1\r\n\r\n`);
    for (const cut of [0, 50, 99, 100, 101, 102, 103]) {
      const [fits, long] = [head(100), head(101)];
      expect(readFrom([fits.subarray(0, cut), fits.subarray(cut)], 100).faults, `cut at ${String(cut)}`).toEqual([]);
      expect(readFrom([long.subarray(0, cut), long.subarray(cut)], 100).faults).toEqual(['too-large']);
    }
  });
});

describe('what is no request', () => {
  it.each([
    ['a line end without its first half', 'GET /a HTTP/1.1\nHost: a\r\n\r\n'],
    ['two spaces in the request line', 'GET  /a HTTP/1.1\r\n\r\n'],
    ['a small letter for a method', 'get /a HTTP/1.1\r\n\r\n'],
    ['no version', 'GET /a\r\n\r\n'],
    ['a folded header', 'GET /a HTTP/1.1\r\nX: a\r\n b\r\n\r\n'],
    ['a line without a colon', 'GET /a HTTP/1.1\r\nX\r\n\r\n'],
    ['TLS', '\u0016\u0003\u0001'],
    ['a carriage return alone', '\rGET /a HTTP/1.1\r\n\r\n'],
  ])('is told apart, and nothing behind it is read: %s', (_, text) => {
    const read = readFrom([bytes(text + get)]);
    expect(read.faults).toEqual(['not-http']);
    expect(read.bodies).toEqual([]);
  });
});
