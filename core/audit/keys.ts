import type { FormerKey } from './log';

/** The keys of one log: each line has the first whose `upTo` it does not exceed, else the present one. */
export class LogKeys {
  #present: Buffer;
  readonly #former: { readonly upTo: number; readonly key: Buffer }[];

  constructor(present: Uint8Array, former: readonly FormerKey[] = []) {
    this.#present = Buffer.from(present);
    this.#former = former.map(({ upTo, key }) => ({ upTo, key: Buffer.from(key) }));
    this.#former.sort((one, other) => one.upTo - other.upTo);
  }

  get present(): Buffer {
    return this.#present;
  }

  of(sequence: number): Buffer {
    return this.#former.find(({ upTo }) => sequence <= upTo)?.key ?? this.#present;
  }

  /** Lines after `upTo` have the new key. */
  renew(upTo: number, key: Uint8Array): void {
    this.#former.push({ upTo, key: this.#present });
    this.#present = Buffer.from(key);
  }

  wipe(): void {
    for (const { key } of this.#former) key.fill(0);
    this.#present.fill(0);
  }
}
