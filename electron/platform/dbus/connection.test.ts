import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectBus, type Bus } from './bus';
import { createFrames } from './frames';
import { decodeMessage, encodeMessage, kinds, limitBytes, type Message } from './message';

/** A bus that answers every call, and sends what a test wants it to. */
let folder: string;
let server: Server;
let client: Socket;
let answer: (call: Message) => Buffer;
let bus: Bus;
let heard: unknown[][];

const daemon = 'org.freedesktop.DBus';
const owner = ':1.7';
const answerTo = (call: Message, body?: { signature: string; body: unknown[] }) =>
  encodeMessage({ type: kinds.answer, serial: 9, replySerial: call.serial, sender: daemon, ...body });
const signal = (sender: string, body: unknown[], signature = 's') =>
  encodeMessage({
    ...{ type: kinds.signal, serial: 3, path: '/x', interface: 'a.b', member: 'C' },
    sender,
    signature,
    body,
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kh-bus-'));
  answer = (call) =>
    answerTo(call, call.member === 'GetNameOwner' ? { signature: 's', body: [owner] } : { signature: '', body: [] });
  server = createServer((socket) => {
    client = socket;
    const frames = createFrames(Buffer.alloc(0));
    let begun = false;
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      if (begun) for (const bytes of frames(part)) socket.write(answer(decodeMessage(bytes)));
      else if (part.includes('AUTH')) socket.write('OK 1234\r\n');
      const at = part.indexOf('BEGIN\r\n');
      if (begun || at === -1) return;
      begun = true;
      for (const bytes of frames(part.subarray(at + 7))) socket.write(answer(decodeMessage(bytes)));
    });
  });
  const path = join(folder, 'bus');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  bus = await connectBus([path], 1000);
  heard = [];
  await bus.onSignal({ sender: 'a.b', interface: 'a.b', member: 'C' }, ({ body }) => heard.push([...body]));
});
afterEach(async () => {
  bus.close();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

/** The same message with another signature of the same length, which its writer would refuse. */
function withSignature(message: Buffer, from: string, to: string): Buffer {
  const at = message.lastIndexOf(`${from}\0`);
  return Buffer.concat([message.subarray(0, at), Buffer.from(to), message.subarray(at + to.length)]);
}

const stranger = ':1.66';
const deep = `${'a'.repeat(39)}y`;
const hostile: [string, () => Buffer][] = [
  ['is longer than we keep', () => signal(stranger, ['x'.repeat(4 * limitBytes)])],
  [
    'is nested deeper than we follow',
    () => withSignature(signal(stranger, Array(40).fill(0), 'y'.repeat(40)), 'y'.repeat(40), deep),
  ],
  ['has a type that we do not know', () => withSignature(signal(stranger, [7], 'u'), 'u', 'h')],
  ['says less than its signature', () => withSignature(signal(stranger, [7], 'u'), 'u', 's')],
];

describe('a signal that anybody may send', () => {
  it.each(hostile)('and that %s silences nobody else', async (_what, bad) => {
    let closed = false;
    bus.onClosed(() => (closed = true));
    client.write(bad());
    client.write(signal(owner, ['real']));
    await expect.poll(() => heard).toEqual([['real']]);
    expect(closed).toBe(false);
  });
});

describe('an answer that cannot be read', () => {
  it('fails its call, and no other', async () => {
    const call = { destination: 'a.b', path: '/', interface: 'a.b', member: 'D' };
    const good = answer;
    answer = (asked) => withSignature(answerTo(asked, { signature: 'u', body: [7] }), 'u', 'h');
    await expect(bus.call(call)).rejects.toMatchObject({ trouble: 'malformed' });
    answer = good;
    await expect(bus.call(call)).resolves.toEqual([]);
  });
});

describe('a stream that is not made of messages', () => {
  it('is left', async () => {
    const closed = new Promise<void>((resolve) => bus.onClosed(resolve));
    client.write(Buffer.alloc(16, 0x78));
    await closed;
    await expect(bus.call({ destination: 'a.b', path: '/', interface: 'a.b', member: 'D' })).rejects.toMatchObject({
      trouble: 'closed',
    });
  });
});

describe('the cut into messages', () => {
  it('keeps nothing of one that is too long, in whatever parts it comes', () => {
    const frames = createFrames(Buffer.alloc(0));
    const real = signal(owner, ['real']);
    const stream = Buffer.concat([real, signal(stranger, ['x'.repeat(limitBytes)]), real]);
    const whole: Buffer[] = [];
    for (let at = 0; at < stream.length; at += 4099) whole.push(...frames(stream.subarray(at, at + 4099)));
    expect(whole).toEqual([real, real]);
  });
});
