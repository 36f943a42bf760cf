import { EgressTrouble, type UpstreamAnswer } from '../channel';
import { AnswerReader, type AnswerLimits } from './answer-reader';
import { Pieces } from './pieces';

type Why = EgressTrouble['kind'];

/** What an exchange asks of the connection that it has for itself. */
export interface Line {
  pause(): void;
  resume(): void;
  /** The answer came to its end; what goes on the line next must not be taken for this one's. */
  free(staysOpen: boolean): void;
  cut(): void;
}

export interface ExchangeHow {
  readonly untilMs: number;
  readonly signal: AbortSignal | null;
}

export interface ExchangeLimits extends AnswerLimits {
  /** How long who reads an answer may leave it standing before it is cut: it holds a place meanwhile. */
  readonly pausedMs: number;
}

/** One request that has gone out, and its answer. Rejects with EgressTrouble, and nothing else; the request may have arrived. */
export class Exchange {
  readonly answer: Promise<UpstreamAnswer>;
  readonly #line: Line;
  readonly #signal: AbortSignal | null;
  readonly #reader: AnswerReader;
  readonly #timer: NodeJS.Timeout;
  #resolve: (answer: UpstreamAnswer) => void = () => {};
  #reject: (trouble: EgressTrouble) => void = () => {};
  #pieces: Pieces | undefined;
  readonly #pausedMs: number;
  #paused: NodeJS.Timeout | undefined;
  #over = false;

  constructor(line: Line, { untilMs, signal }: ExchangeHow, limits: ExchangeLimits) {
    this.#line = line;
    this.#pausedMs = limits.pausedMs;
    this.#signal = signal;
    this.#reader = new AnswerReader(limits);
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = setTimeout(
      () => {
        this.#fail('timeout');
      },
      Math.max(0, untilMs - performance.now()),
    );
    signal?.addEventListener('abort', this.#cancelled);
  }

  /** Bytes that came on the line. */
  take(bytes: Buffer): void {
    let pieces: Buffer[];
    try {
      pieces = this.#reader.take(bytes);
    } catch {
      this.#fail('malformed');
      return;
    }
    const { head, over } = this.#reader;
    if (head === null) return;
    if (this.#pieces !== undefined || !over) {
      const later = (this.#pieces ??= this.#begun());
      for (const piece of pieces) later.add(piece);
      if (over) later.end();
    } else this.#resolve(this.#answered(pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)));
    if (!over) return;
    this.#end();
    this.#line.free(this.#reader.staysOpen);
  }

  /** The line is no more. */
  gone(): void {
    this.#fail('cut');
  }

  readonly #cancelled = (): void => this.#fail('cancelled');

  /** An answer whose end has not come yet. */
  #begun(): Pieces {
    const pieces = new Pieces({
      pause: () => {
        if (this.#over) return;
        this.#line.pause();
        this.#paused ??= setTimeout(this.#cancelled, this.#pausedMs);
      },
      resume: () => {
        if (this.#over) return;
        this.#line.resume();
        this.#goesOn();
      },
      stop: this.#cancelled,
    });
    this.#resolve(this.#answered(pieces));
    return pieces;
  }

  #answered(body: UpstreamAnswer['body']): UpstreamAnswer {
    const { status = 0, headers = [] } = this.#reader.head ?? {};
    const isRedirect = status > 299 && status < 400;
    // A redirect is not followed by us, and must not lead the client around the broker.
    const told = isRedirect ? headers.filter(([name]) => name !== 'location') : headers;
    return { status, headers: told, body, cancel: this.#cancelled };
  }

  #fail(why: Why): void {
    if (this.#over) return;
    this.#end();
    const trouble = new EgressTrouble(why, true);
    this.#reject(trouble);
    this.#pieces?.end(trouble);
    this.#line.cut();
  }

  #goesOn(): void {
    clearTimeout(this.#paused);
    this.#paused = undefined;
  }

  #end(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#goesOn();
    this.#signal?.removeEventListener('abort', this.#cancelled);
  }
}
