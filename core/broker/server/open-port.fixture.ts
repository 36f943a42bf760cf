import type { ChannelAnswer, ChannelCall, ChannelFault, Port } from '../channel';
import { createCrowd, type Crowd } from './crowd';
import { systemRandomness } from '../../base/random';
import { freePort } from '../../tokens/free-port';
import type { Limits } from './limits';
import { listen } from './listen';
import type { Seen } from './port-server';

const endings: (() => Promise<void>)[] = [];

export async function endAll(): Promise<void> {
  for (const end of endings.splice(0)) await end();
}

export const answered = (text: string): ChannelAnswer => ({
  status: 200,
  headers: [['content-type', 'text/plain']],
  body: Buffer.from(text),
});

export interface OpenPort extends Port {
  readonly calls: ChannelCall[];
  readonly faults: { why: ChannelFault; seen: Seen }[];
}

/** A token's port, until `endAll`; without `answer` it tells each target back. */
export async function openPort({
  answer = (call) => Promise.resolve(answered(call.target)),
  limits = {},
  crowd = createCrowd(),
}: {
  answer?: (call: ChannelCall) => Promise<ChannelAnswer>;
  limits?: Partial<Limits>;
  crowd?: Crowd;
} = {}): Promise<OpenPort> {
  const calls: ChannelCall[] = [];
  const faults: OpenPort['faults'] = [];
  const port = await listen({
    port: await freePort(new Set(), systemRandomness),
    token: 'token-1',
    crowd,
    limits,
    answer: (call) => {
      calls.push(call);
      return answer(call);
    },
    fault: (why, seen) => {
      faults.push({ why, seen });
      return { status: 400, headers: [['content-type', 'application/json']], body: Buffer.from(`{"why":"${why}"}`) };
    },
  });
  endings.push(() => port.close(0));
  return { ...port, calls, faults };
}

/** A whole request, its Host right. */
export const request = (port: number, line: string, headers: readonly string[] = [], body = ''): string =>
  [`${line} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...headers, '', body].join('\r\n');
