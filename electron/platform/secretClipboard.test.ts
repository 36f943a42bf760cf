import { beforeEach, describe, expect, it } from 'vitest';
import { createSecretClipboard } from './secretClipboard';

let text: string;
let readable: boolean;
let clearable: boolean;
let now: number;
let due: Map<number, { at: number; callback: () => void }>;
let clipboard: ReturnType<typeof createSecretClipboard>;

const settle = () => new Promise((resolve) => setImmediate(resolve));
async function pass(ms: number): Promise<void> {
  now += ms;
  for (const [id, { at, callback }] of due) {
    if (at > now) continue;
    due.delete(id);
    callback();
  }
  await settle();
}

beforeEach(() => {
  text = '';
  readable = true;
  clearable = true;
  now = 0;
  due = new Map();
  let ids = 0;
  clipboard = createSecretClipboard(
    {
      readText: () => (readable ? Promise.resolve(text) : Promise.reject(new Error('not in front'))),
      writeConcealed: (given) => {
        text = given;
        return Promise.resolve();
      },
      clear: () => {
        if (!clearable) throw new Error('no display');
        text = '';
      },
    },
    {
      set: (callback, ms) => {
        due.set((ids += 1), { at: now + ms, callback });
        return ids;
      },
      clear: (timer) => due.delete(timer as number),
    },
  );
});

describe('a copied secret', () => {
  it('is gone after its time and not before', async () => {
    await clipboard.copySecret('kh-test-secret', 30_000);
    await pass(29_999);
    expect(text).toBe('kh-test-secret');
    await pass(1);
    expect(text).toBe('');
  });

  it('has its whole time again when a second one is copied', async () => {
    await clipboard.copySecret('kh-test-first', 30_000);
    await pass(20_000);
    await clipboard.copySecret('kh-test-second', 30_000);
    await pass(20_000);
    expect(text).toBe('kh-test-second');
    await pass(10_000);
    expect(text).toBe('');
  });

  it('is cleared at once on lock and quit', async () => {
    await clipboard.copySecret('kh-test-secret', 30_000);
    await clipboard.clearNow();
    expect(text).toBe('');
    expect(due.size).toBe(0);
  });

  it('is cleared when nobody can say whether it is still there', async () => {
    await clipboard.copySecret('kh-test-secret', 30_000);
    readable = false;
    await pass(30_000);
    expect(text).toBe('');
  });

  it('that could not be cleared is cleared on lock and quit after all', async () => {
    await clipboard.copySecret('kh-test-secret', 30_000);
    clearable = false;
    await pass(30_000);
    await expect(clipboard.clearNow()).rejects.toThrow('no display');
    clearable = true;
    await clipboard.clearNow();
    expect(text).toBe('');
  });

  it('that did not get onto the clipboard is a coded error', async () => {
    const broken = createSecretClipboard(
      {
        readText: () => Promise.resolve(''),
        writeConcealed: () => Promise.reject(new Error('kh-test-secret')),
        clear: () => {},
      },
      { set: () => 0, clear: () => {} },
    );
    await expect(broken.copySecret('kh-test-secret', 1)).rejects.toMatchObject({ code: 'clipboard.failed' });
  });
});

describe('what the person copied meanwhile', () => {
  it('stays, also on lock and quit', async () => {
    await clipboard.copySecret('kh-test-secret', 30_000);
    text = 'a shopping list';
    await pass(30_000);
    await clipboard.clearNow();
    expect(text).toBe('a shopping list');
  });

  it('stays when nothing of ours was ever there', async () => {
    text = 'a shopping list';
    await clipboard.clearNow();
    expect(text).toBe('a shopping list');
  });
});
