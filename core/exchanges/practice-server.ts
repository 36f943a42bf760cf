import { createHmac, timingSafeEqual } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Randomness } from '../base/ports';
import { callLoopback } from './loopback';
import { practiceAddress } from './worker/messages';

/** A practice server that has proven itself, and how to steer it. */
export interface PracticeServer {
  readonly address: string;
  /** What a control call answered; null where it was refused or nobody answered. */
  call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>;
}

/** `stopped`: nobody is there. `notOurs`: someone is there who cannot prove that they are the practice exchange of this folder. */
export type Found = PracticeServer | 'stopped' | 'notOurs';

/** What the server writes beside its state while it runs. */
const Announcement = z.looseObject({
  format: z.literal(1),
  address: z.string().regex(practiceAddress),
  secret: z.string().regex(/^[0-9a-f]{64}$/),
});
type Announcement = z.infer<typeof Announcement>;

const answerWithinMs = 3_000;
const nonceBytes = 32;

/** Looks for the practice server of a folder, and makes it prove that it holds the folder's secret before anything else is said to it. */
export async function findPracticeServer(folder: string, randomness: Randomness): Promise<Found> {
  const announced = await readAnnouncement(join(folder, 'server.json'));
  if (typeof announced === 'string') return announced;
  const nonce = Buffer.from(randomness.bytes(nonceBytes)).toString('hex');
  const body = JSON.stringify({ nonce });
  const { address, secret } = announced;
  const { status, body: answer } = await callLoopback({
    address,
    method: 'POST',
    path: '/keyhaven/challenge',
    headers: {},
    body,
    timeoutMs: answerWithinMs,
  });
  // A killed server leaves its file; its port is then closed or belongs to someone else.
  if (status === 0) return 'stopped';
  return proves(answer, mac(secret, `keyhaven-practice-server\n${nonce}`)) ? serverAt(announced) : 'notOurs';
}

function serverAt({ address, secret }: Announcement): PracticeServer {
  return {
    address,
    async call(method, path, content) {
      const body = content === undefined ? '' : JSON.stringify(content);
      const proof = mac(secret, `keyhaven-practice-client\n${method}\n${path}\n${body}`);
      const answer = await callLoopback({
        address,
        method,
        path,
        headers: { 'x-keyhaven-practice': proof },
        body,
        timeoutMs: answerWithinMs,
      });
      return answer.status === 200 ? parseJson(answer.body) : null;
    },
  };
}

/** The file of another user, or one that others can write, could send our practice keys anywhere. */
async function readAnnouncement(path: string): Promise<Announcement | 'stopped' | 'notOurs'> {
  try {
    // Windows has no such flag; there it counts as 0.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const about = await file.stat();
      if (
        !about.isFile() ||
        (process.getuid !== undefined && (about.uid !== process.getuid() || (about.mode & 0o077) !== 0))
      ) {
        return 'notOurs';
      }
      const { data } = Announcement.safeParse(parseJson(await file.readFile('utf8')));
      return data ?? 'stopped';
    } finally {
      await file.close();
    }
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ELOOP' ? 'notOurs' : 'stopped';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The secret is used as the text that stands in the file. */
function mac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

function proves(answer: string, right: string): boolean {
  const { data } = z.looseObject({ proof: z.string().length(right.length) }).safeParse(parseJson(answer));
  return data !== undefined && timingSafeEqual(Buffer.from(data.proof), Buffer.from(right));
}
