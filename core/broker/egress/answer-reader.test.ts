import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Malformed } from './answer-head';
import { AnswerReader } from './answer-reader';

const limits = { headBytes: 1_000, bodyBytes: 1_000 };

/** What comes of the bytes when they come in pieces of these lengths. */
function read(text: string, lengths: readonly number[] = []) {
  const reader = new AnswerReader(limits);
  const bytes = Buffer.from(text, 'latin1');
  const pieces: Buffer[] = [];
  let at = 0;
  for (const length of [...lengths, bytes.length]) {
    if (at < bytes.length) pieces.push(...reader.take(bytes.subarray(at, at + length)));
    at += length;
  }
  const { head, over, staysOpen } = reader;
  return {
    status: head?.status,
    headers: head?.headers,
    body: Buffer.concat(pieces).toString('latin1'),
    over,
    staysOpen,
  };
}

const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
const wholeAnswers = [
  ['HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Odd:\t a b \r\n\r\nhello', 'hello'],
  [`${chunked}3\r\nhel\r\n2;name=value\r\nlo\r\n0\r\nTrailer: x\r\n\r\n`, 'hello'],
  ['HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200\r\ncontent-length: 5\r\n\r\nhello', 'hello'],
  ['HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n', ''],
] as const;

describe('an answer', () => {
  it.each(wholeAnswers)('is the same in whatever pieces it comes: %j', (text, body) => {
    const atOnce = read(text);
    expect(atOnce).toMatchObject({ body, over: true, staysOpen: true });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 })), (lengths) => {
        expect(read(text, lengths)).toStrictEqual(atOnce);
      }),
    );
    expect(read(text, Array<number>(text.length).fill(1))).toStrictEqual(atOnce);
  });

  it('has its headers as they were received, names in lower case, without the blanks around values', () => {
    expect(read(wholeAnswers[0][0]).headers).toStrictEqual([
      ['content-length', '5'],
      ['x-odd', 'a b'],
    ]);
  });

  it.each([
    ['says that it is its connection’s last', 'HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nok'],
    [
      'says so among other things',
      'HTTP/1.1 200 OK\r\nConnection: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok',
    ],
    ['is of HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok'],
    ['has bytes behind its end', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP'],
    ['has bytes behind its last chunk', `${chunked}2\r\nok\r\n0\r\n\r\n0\r\n\r\n`],
  ])('that %s is followed by no other', (_, text) => {
    expect(read(text)).toMatchObject({ body: 'ok', over: true, staysOpen: false });
  });

  it('is not over before its last byte', () => {
    for (const [text] of wholeAnswers) expect(read(text.slice(0, -1)).over).toBe(false);
  });

  it.each([
    ['a line end of one character', 'HTTP/1.1 200 OK\nContent-Length: 2\n\r\n\r\nok'],
    ['a folded header', 'HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 2\r\n\r\nok'],
    ['a space before a colon', 'HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok'],
    ['a control character', 'HTTP/1.1 200 OK\r\nX: a\u0000b\r\nContent-Length: 2\r\n\r\nok'],
    ['the same length twice', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok'],
    ['a length that is no number', 'HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok'],
    ['chunks said twice', `${chunked.slice(0, -2)}Transfer-Encoding: chunked\r\n\r\n`],
    ['another encoding before its chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n'],
    ['a chunk without a size', `${chunked}\r\n`],
    ['a chunk of a negative size', `${chunked}-2\r\n`],
    ['a chunk that is longer than it said', `${chunked}1\r\nok\r\n`],
    ['a chunk line without end', `${chunked}2;${'x'.repeat(2_000)}`],
    ['chunks of more than the limit', `${chunked}${`c8\r\n${'x'.repeat(200)}\r\n`.repeat(6)}`],
    ['a head without end', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(1_000)}`],
  ])('with %s is malformed', (_, text) => {
    expect(() => read(text)).toThrow(Malformed);
    expect(() => read(text, Array<number>(text.length).fill(1))).toThrow(Malformed);
  });
});
