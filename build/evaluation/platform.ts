// What Node 20 has and Node 16 lacks, as far as the product and its libraries use it. undici expects it when it loads.
import buffer from 'node:buffer';
import crypto from 'node:crypto';
import http from 'node:http';
import type { Socket } from 'node:net';
import streams from 'node:stream/web';
import v8 from 'node:v8';
import { defineMissing } from './define';

defineMissing(globalThis, 'Blob', buffer.Blob);
for (const [name, value] of Object.entries(streams)) defineMissing(globalThis, name, value);
defineMissing(globalThis, 'crypto', crypto.webcrypto);
defineMissing(crypto, 'getRandomValues', (array: Uint8Array) => crypto.webcrypto.getRandomValues(array));
defineMissing(globalThis, 'structuredClone', (value: unknown) => v8.deserialize(v8.serialize(value)) as unknown);
defineMissing(globalThis, 'DOMException', domException());
defineMissing(
  globalThis,
  'CustomEvent',
  class extends Event {
    readonly detail: unknown;
    constructor(type: string, init: EventInit & { detail?: unknown } = {}) {
      super(type, init);
      this.detail = init.detail ?? null;
    }
  },
);

defineMissing(URL, 'canParse', (url: string, base?: string) => {
  try {
    new URL(url, base);
    return true;
  } catch {
    return false;
  }
});

defineMissing(Promise, 'withResolvers', function withResolvers(this: PromiseConstructor) {
  const made: { promise?: unknown } = {};
  made.promise = new this((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
});

defineMissing(AbortSignal, 'any', (signals: Iterable<AbortSignal>) => {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason);
    else signal.addEventListener('abort', () => controller.abort(signal.reason), { signal: controller.signal });
  }
  return controller.signal;
});

type List = readonly unknown[];
const lists: Record<string, (this: List, ...args: never[]) => unknown> = {
  toSorted(order?: (a: unknown, b: unknown) => number) {
    return [...this].sort(order);
  },
  toReversed() {
    return [...this].reverse();
  },
  toSpliced(start: number, count: number, ...items: unknown[]) {
    const copy = [...this];
    copy.splice(start, count, ...items);
    return copy;
  },
  with(index: number, value: unknown) {
    const at = index < 0 ? this.length + index : index;
    if (at < 0 || at >= this.length) throw new RangeError('Invalid index');
    return this.map((item, place) => (place === at ? value : item));
  },
};
for (const [name, method] of Object.entries(lists)) defineMissing(Array.prototype, name, method);

const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
defineMissing(String.prototype, 'isWellFormed', function isWellFormed(this: string) {
  return this.search(lone) === -1;
});
defineMissing(String.prototype, 'toWellFormed', function toWellFormed(this: string) {
  return this.replace(lone, '\uFFFD');
});

if (!('closeAllConnections' in http.Server.prototype)) trackConnections(http.Server.prototype);

/** Node 16's server can only wait for its connections to end. */
function trackConnections(prototype: http.Server): void {
  const open = new WeakMap<http.Server, Set<Socket>>();
  const { emit } = prototype as unknown as { emit: (this: http.Server, ...args: unknown[]) => boolean };
  Object.defineProperty(prototype, 'emit', {
    configurable: true,
    writable: true,
    value: function tracked(this: http.Server, event: string, ...args: unknown[]) {
      if (event === 'connection') {
        const sockets = open.get(this) ?? new Set<Socket>();
        open.set(this, sockets);
        const socket = args[0] as Socket;
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
      }
      return emit.call(this, event, ...args);
    },
  });
  const closeAll = function closeAll(this: http.Server) {
    for (const socket of open.get(this) ?? []) socket.destroy();
  };
  defineMissing(prototype, 'closeAllConnections', closeAll);
  // Which of them are idle is not known here, and closing a busy one would cut an answer.
  defineMissing(prototype, 'closeIdleConnections', () => undefined);
}

/** Node 16 has the class but does not name it; an error it throws leads there. */
function domException(): unknown {
  try {
    crypto.webcrypto.getRandomValues(new Float32Array(1) as unknown as Uint8Array);
  } catch (error) {
    return (error as Error).constructor;
  }
  return undefined;
}
