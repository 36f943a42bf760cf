import type { Socket } from 'node:net';
import type { AskingProgram } from '../contract/approvals';
import type { JobEvent } from '../contract/contract';
import type { Randomness } from '../base/ports';
import type { Door } from '../door';
import { BadFrame, createFrameReader, encodeFrame } from './frames';
import { Call, Greeting, GreetingVersion, Proof } from './messages';
import { proofOf, proves, type Meeting } from './proof';
import {
  limitBeforeProofBytes,
  limitToServerBytes,
  mostCallsInFlight,
  mostEventBytesWaiting,
  nonceBytes,
  protocolVersion,
  type Patience,
} from './protocol';

/** Why a connection was closed that had not done with us; counted, and told in the audit log. */
export type Refusal =
  'connections' | 'slow' | 'tooLong' | 'garbage' | 'version' | 'wrongProof' | 'tooManyCalls' | 'slowReader';

export interface ConnectionWorld {
  readonly key: Uint8Array;
  readonly address: string;
  readonly door: Pick<Door, 'call' | 'callerGone'>;
  readonly randomness: Randomness;
  readonly patience: Patience;
  /** What it says of itself once it is proven. */
  readonly self: { readonly pid: number; readonly version: string };
  readonly programOf: (pid: number) => AskingProgram | null;
  readonly refused: (why: Refusal) => void;
  /** It is proven, and counts no longer as a stranger. */
  readonly proven: (pid: number) => void;
  /** Whether another connection names the same process as its own. */
  readonly isNamedTwice: (pid: number) => boolean;
  /** `pid`: the one that it named, once it was proven. */
  readonly closed: (pid: number | null) => void;
}

export interface Connection {
  /** Its name at the door. */
  readonly id: string;
  send(event: JobEvent): void;
  /** What is written still goes out, for a moment. */
  close(): void;
}

type Stage =
  | { readonly is: 'new' }
  | { readonly is: 'greeted'; readonly meeting: Meeting }
  | { readonly is: 'proven'; readonly pid: number; readonly program: AskingProgram | null };

const lastWordsMs = 500;

/** One client at the server's end: first its proof, then its calls. Whatever does not fit ends it. */
export function serveConnection(socket: Socket, world: ConnectionWorld): Connection {
  const { key, address, door, randomness, self, refused, patience } = world;
  const id = `control:${randomness.id()}`;
  let stage: Stage = { is: 'new' };
  let callsInFlight = 0;
  let eventBytesWaiting = 0;
  let frameTimer: NodeJS.Timeout | undefined;
  const proofTimer = setTimeout(() => refuse('slow'), patience.proveWithinMs);
  const frames = createFrameReader(() => (stage.is === 'proven' ? limitToServerBytes : limitBeforeProofBytes));

  /** Answers nothing: whoever is refused here learns no more than that. */
  function refuse(why: Refusal): void {
    if (socket.destroyed) return;
    refused(why);
    socket.destroy();
  }

  const write = (message: unknown, written?: () => void) => {
    if (socket.destroyed) return;
    socket.write(encodeFrame(message), () => written?.());
  };

  function greet(message: unknown): void {
    const version = GreetingVersion.safeParse(message).data?.hello;
    if (version !== undefined && version !== protocolVersion) {
      refused('version');
      socket.end(encodeFrame({ refused: 'version', version: protocolVersion }));
      return;
    }
    const { nonce: clientNonce } = understood(Greeting.safeParse(message));
    const serverNonce = Buffer.from(randomness.bytes(nonceBytes)).toString('hex');
    const meeting = { address, clientNonce, serverNonce };
    stage = { is: 'greeted', meeting };
    write({ hello: protocolVersion, nonce: serverNonce, proof: proofOf(key, 'server', meeting) });
  }

  function check(message: unknown, meeting: Meeting): void {
    const { proof, pid } = understood(Proof.safeParse(message));
    if (!proves(proof, key, 'client', meeting)) {
      refuse('wrongProof');
      return;
    }
    clearTimeout(proofTimer);
    // Asked now, while it is still there to be looked at.
    stage = { is: 'proven', pid, program: world.programOf(pid) };
    world.proven(pid);
    write({ ready: self });
  }

  /** Two that name the same process cannot both be it, and which one is not ours to say: neither is shown by its name. */
  const callerNow = ({ pid, program }: Extract<Stage, { is: 'proven' }>) => ({
    id,
    program: world.isNamedTwice(pid) ? null : program,
  });

  async function answer(message: unknown, caller: { id: string; program: AskingProgram | null }) {
    const { n, operation, input } = understood(Call.safeParse(message));
    if (callsInFlight >= mostCallsInFlight) {
      refuse('tooManyCalls');
      return;
    }
    callsInFlight += 1;
    const answered = await door.call(operation, input, caller);
    // In flight until it is out: who never reads what it asks for must not fill our memory.
    write({ n, answer: answered }, () => (callsInFlight -= 1));
  }

  function take(message: unknown): void {
    if (socket.destroyed || socket.writableEnded) return;
    if (stage.is === 'new') greet(message);
    else if (stage.is === 'greeted') check(message, stage.meeting);
    else answer(message, callerNow(stage)).catch(refuseBad);
  }

  function refuseBad(error: unknown): void {
    refuse(error instanceof BadFrame ? error.kind : 'garbage');
  }

  socket.on('data', (chunk: Buffer) => {
    try {
      frames.take(chunk, take);
    } catch (error) {
      refuseBad(error);
    }
    // From its first byte on: a byte now and then keeps nothing alive.
    if (!frames.isWithin()) {
      clearTimeout(frameTimer);
      frameTimer = undefined;
    } else frameTimer ??= setTimeout(() => refuse('slow'), patience.frameWithinMs);
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    clearTimeout(proofTimer);
    clearTimeout(frameTimer);
    if (stage.is === 'proven') door.callerGone(id);
    world.closed(stage.is === 'proven' ? stage.pid : null);
  });

  return {
    id,
    send: (event) => {
      const frame = encodeFrame({ event });
      eventBytesWaiting += frame.length;
      if (eventBytesWaiting > mostEventBytesWaiting) refuse('slowReader');
      else socket.write(frame, () => (eventBytesWaiting -= frame.length));
    },
    close: () => {
      socket.end();
      setTimeout(() => socket.destroy(), lastWordsMs).unref();
    },
  };
}

/** @throws BadFrame */
function understood<T>(parsed: { success: true; data: T } | { success: false }): T {
  if (parsed.success) return parsed.data;
  throw new BadFrame('garbage');
}
