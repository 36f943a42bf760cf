import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileSaver } from '../../core/base/ports';
import { createKeyhaven, type Keyhaven } from '../../core/keyhaven';
import { createTestWorld, type TestWorld } from '../support/world';

/** The log leaves as a file: to where the person says in the window, page by page to the terminal. */

let world: TestWorld;
let keyhaven: Keyhaven;
let saver: FileSaver;
const caller = { id: 'test' };
const ask = async (operation: string, input: unknown, door: 'window' | 'terminal' = 'window') => {
  const answer = await keyhaven.door(door).call(operation, input, caller);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
};
const exports = async () =>
  (
    (await ask('audit.list', { limit: 100, filter: 'audit.exported' })) as { entries: Record<string, unknown>[] }
  ).entries.map(({ actor, subject, outcome }) => `${String(actor)} ${String(subject)} ${String(outcome)}`);

beforeEach(async () => {
  world = await createTestWorld({ fileSaver: { save: (name, pieces) => saver.save(name, pieces) } });
  keyhaven = createKeyhaven(world);
  await ask('vault.create', { mode: 'keychain' });
});
afterEach(async () => {
  await keyhaven.close();
  world.remove();
});

describe('an export from the window', () => {
  it('gives the whole log to where the person says, with the line about it', async () => {
    let named = '';
    let text = '';
    saver = {
      save: async (name, pieces) => {
        named = name;
        for await (const piece of pieces) text += piece;
        return 'saved';
      },
    };
    expect(await ask('audit.export', { format: 'jsonl' })).toEqual({ saved: true });
    expect(named).toMatch(/^keyhaven-log-20\d\d-\d\d-\d\d\.jsonl$/);
    expect(text).toBe(readFileSync(join(world.home, 'audit.log'), 'utf8'));
    expect(text.trimEnd().split('\n').at(-1)).toContain('"action":"audit.exported"');
    expect(await exports()).toEqual(['window jsonl done']);
  });

  it('that the person gives up is no error, and no line leaves', async () => {
    saver = { save: async () => 'cancelled' };
    expect(await ask('audit.export', { format: 'csv' })).toEqual({ saved: false });
    expect(await exports()).toEqual(['window csv cancelled']);
  });

  it('is refused while the vault is locked', async () => {
    await ask('vault.lock', {});
    await expect(ask('audit.export', { format: 'csv' })).rejects.toThrow('vault.locked');
    await expect(ask('audit.page', { file: 0, at: 0 }, 'terminal')).rejects.toThrow('vault.locked');
  });

  it.each(['audit.page', 'audit.beginExport'])('takes no part in the terminal’s way: %s', async (operation) => {
    await expect(ask(operation, { file: 0, at: 0 })).rejects.toThrow('argument.invalid');
  });
});

describe('an export to the terminal', () => {
  it('is noted once, however many pages are read', async () => {
    await ask('audit.beginExport', { format: 'jsonl' }, 'terminal');
    for (let times = 0; times < 3; times += 1) await ask('audit.page', { file: 0, at: 0 }, 'terminal');
    expect(await exports()).toEqual(['terminal jsonl done']);
  });
});
