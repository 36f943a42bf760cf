import electron from 'electron';
import { defineMissing } from './define';

/** Electron 22's clipboard: synchronous, and one format per write beside text and HTML. */
type OldClipboard = {
  clear: (type?: string) => void;
  readText: (type?: string) => string;
  write: (data: { text?: string; html?: string }, type?: string) => void;
  writeText: (text: string, type?: string) => void;
  availableFormats: (type?: string) => string[];
  readBuffer: (format: string) => Buffer;
};

/** Formats the app asked to write and that could not be: a test can at least see that it asked. */
const dropped: [type: string, text: string][] = [];

class Item {
  readonly #content: Record<string, unknown>;
  constructor(content: Record<string, unknown>) {
    this.#content = content;
  }
  get types(): string[] {
    return Object.keys(this.#content);
  }
  async getType(type: string): Promise<Blob> {
    const value = await this.#content[type];
    return value instanceof Blob ? value : new Blob([value as string], { type });
  }
}

/** Electron 45's clipboard, whose methods return promises, on top of 22's. */
export function modernizeClipboard(): void {
  const clipboard = electron.clipboard as unknown as OldClipboard;
  // The old methods are kept before the new ones take their names.
  const old: OldClipboard = {
    clear: clipboard.clear.bind(clipboard),
    readText: clipboard.readText.bind(clipboard),
    write: clipboard.write.bind(clipboard),
    writeText: clipboard.writeText.bind(clipboard),
    availableFormats: clipboard.availableFormats.bind(clipboard),
    readBuffer: clipboard.readBuffer.bind(clipboard),
  };
  defineMissing(electron, 'ClipboardItem', Item);
  defineMissing(globalThis, '__compatClipboardDropped', dropped);
  Object.assign(clipboard, methodsFor(old, 'clipboard'), { selection: methodsFor(old, 'selection') });
}

const methodsFor = (old: OldClipboard, type: string) => ({
  clear: () => old.clear(type),
  readText: () => Promise.resolve(old.readText(type)),
  writeText: async (text: string) => {
    old.writeText(text, type);
  },
  has: (format: string) => Promise.resolve(old.availableFormats(type).includes(format)),
  read: () =>
    Promise.resolve([
      new Item(
        Object.fromEntries(
          old
            .availableFormats(type)
            .map((format) => [
              format,
              format === 'text/plain' ? old.readText(type) : new Blob([Uint8Array.from(old.readBuffer(format))]),
            ]),
        ),
      ),
    ]),
  write: async (items: readonly Item[]) => {
    const data: { text?: string; html?: string } = {};
    dropped.length = 0;
    for (const item of items) {
      for (const format of item.types) {
        const text = await (await item.getType(format)).text();
        if (format === 'text/plain') data.text = text;
        else if (format === 'text/html') data.html = text;
        else dropped.push([format, text]);
      }
    }
    old.write(data, type);
  },
});
