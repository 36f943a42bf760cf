import { LogKeys } from '../../audit/keys';
import { lineIn } from '../../audit/line';
import type { LedgerHead } from './ledger';
import { recordIn } from './records';
import { LedgerState } from './state';
import type { LedgerTrouble } from './trouble';

/** Longer lines are not ours. */
export const lineLimitBytes = 64 * 1024;

/** What the lines of a file tell. */
export class Replay {
  readonly state = new LedgerState();
  /** The last line that fits. */
  last: LedgerHead | null = null;
  /** Whether every line follows from the one before. */
  whole = true;
  /** What was found at an earlier opening and not accepted yet. */
  trouble: LedgerTrouble | null = null;
  /** Lines that the vault was told of, as far as they are remembered: the oldest first. */
  heads: LedgerHead[] = [];
  lines = 0;
  /** Lines of the summary that have not come yet. */
  #parts = 0;
  readonly #keys: LogKeys;
  readonly #wanted: LedgerHead | null;
  #wantedIsThere: boolean | null = null;

  readonly #known: boolean;

  /** `wanted` is the line that the vault knows; `known`: this program wrote the lines, or read them when it opened the file. */
  constructor(key: Uint8Array, wanted: LedgerHead | null, known = false) {
    this.#keys = new LogKeys(key);
    this.#wanted = wanted;
    this.#known = known;
  }

  /** One line without its end. One that does not fit is passed over; those after it count, as far as each is ours. */
  follow(bytes: Buffer): void {
    const line = lineIn(this.#keys, bytes, lineLimitBytes);
    const found =
      line?.sound === true && line.sequence > (this.last?.sequence ?? 0) ? recordIn(String(bytes), this.#known) : null;
    if (line === null || found === null) {
      this.whole = false;
      return;
    }
    const { record, at } = found;
    const begins = record.kind === 'summary';
    if (begins !== (this.lines === 0)) this.whole = false;
    if (!begins && (line.prev !== this.last?.mac || line.sequence !== this.last.sequence + 1)) this.whole = false;
    if (begins) {
      this.trouble = record.trouble;
      this.heads = record.heads.map(([sequence, mac]) => ({ sequence, mac }));
      this.#parts = record.parts + 1;
      // A file may begin with the very line after the one that the vault knows.
      if (line.sequence - 1 === this.#wanted?.sequence) this.#look({ sequence: line.sequence - 1, mac: line.prev });
      this.heads.forEach((head) => {
        this.#look(head);
      });
    }
    if (record.kind === 'accepted') this.trouble = null;
    this.#parts -= 1;
    this.lines += 1;
    this.last = { sequence: line.sequence, mac: line.mac };
    this.#look(this.last);
    this.state.apply(record, at);
  }

  /** After the last line: null where it is all there, and is what the vault knows. */
  verdict(): LedgerTrouble | null {
    if (!this.whole || this.#parts > 0) return 'broken';
    if (this.#wanted === null) return null;
    return (this.#wantedIsThere ?? this.#wanted.sequence <= (this.last?.sequence ?? 0)) ? null : 'rolledBack';
  }

  wipe(): void {
    this.#keys.wipe();
  }

  #look(head: LedgerHead): void {
    if (head.sequence === this.#wanted?.sequence) this.#wantedIsThere = head.mac === this.#wanted.mac;
  }
}
