import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One kept-alive connection that asks one thing at a time, in bytes: an HTTP library would be slower than what is measured. */
export interface Asker {
  /** @throws where the answer is not a 200, or the connection ends */
  ask(request: Buffer): Promise<void>;
  end(): void;
}

export async function asker(port: number): Promise<Asker> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  await once(socket, 'connect');
  return new OverSocket(socket);
}

class OverSocket implements Asker {
  readonly #socket: Socket;
  #text = '';
  #done: (() => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.#take(text));
    socket.on('error', (error) => this.#failed?.(error));
    socket.once('close', () => this.#failed?.(new Error('the connection ended')));
  }

  ask(request: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#done = resolve;
      this.#failed = reject;
      this.#socket.write(request);
    });
  }

  end(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #take(text: string): void {
    this.#text += text;
    const head = this.#text.indexOf('\r\n\r\n');
    if (head < 0) return;
    const [, length] = /\r\ncontent-length: *(\d+)/i.exec(this.#text.slice(0, head)) ?? [];
    if (length === undefined || !this.#text.startsWith('HTTP/1.1 200 ')) {
      this.#failed?.(new Error(`an answer of another kind: ${this.#text.slice(0, 80)}`));
      return;
    }
    if (this.#text.length < head + 4 + Number(length)) return;
    this.#text = '';
    this.#done?.();
  }
}
