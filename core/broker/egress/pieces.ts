import type { EgressTrouble } from '../channel';

/** Enough that a common answer needs no pause, and little enough that hundreds of slow readers hold little. */
const heldBytes = 65_536;

/** The connection that the pieces come from. */
export interface Source {
  pause(): void;
  resume(): void;
  /** Nobody reads on. */
  stop(): void;
}

/** The body of an answer, read as fast as it is taken and no faster. */
export class Pieces implements AsyncIterable<Buffer> {
  readonly #source: Source;
  readonly #held: Buffer[] = [];
  #bytesHeld = 0;
  #over = false;
  #trouble: EgressTrouble | undefined;
  #wake: (() => void) | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  add(piece: Buffer): void {
    this.#held.push(piece);
    this.#bytesHeld += piece.length;
    if (this.#bytesHeld > heldBytes) this.#source.pause();
    this.#tell();
  }

  /** What was added is all there is; with a trouble, the reader gets that in place of what it has not taken yet. */
  end(trouble?: EgressTrouble): void {
    this.#over = true;
    this.#trouble = trouble;
    this.#tell();
  }

  #tell(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  async #next(): Promise<IteratorResult<Buffer, undefined>> {
    while (this.#held.length === 0 && !this.#over) await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#trouble !== undefined) throw this.#trouble;
    const piece = this.#held.shift();
    if (piece === undefined) return { done: true, value: undefined };
    this.#bytesHeld -= piece.length;
    if (this.#bytesHeld <= heldBytes && !this.#over) this.#source.resume();
    return { done: false, value: piece };
  }

  async #stop(): Promise<IteratorResult<Buffer, undefined>> {
    if (!this.#over) this.#source.stop();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): AsyncIterator<Buffer, undefined> {
    return { next: () => this.#next(), return: () => this.#stop() };
  }
}
