import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildOutput, needsBuild } from '../../scripts/lib/outputs.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { testRuntime } from '../../scripts/lib/runtime.mjs';
import { runInSession } from '../../scripts/lib/session.mjs';
import { sabotages } from './sabotage';
import { steps } from './steps';

beforeAll(async () => {
  for (const name of [testRuntime().build, 'cli'] as const) if (needsBuild(name)) await buildOutput(name);
});

describe('the tour', () => {
  const pictures = [
    ...['first-run', 'recovery-code', 'vault-ready', 'keys', 'key-that-can-withdraw', 'not-the-exchange'],
    ...['health', 'any-exchange', 'add-a-key', 'activity', 'locked', 'everything-is-there', 'copied'],
  ].map((name, index) => `${String(index + 1).padStart(2, '0')}-${name}.png`);

  it('goes all the way, tells each step, and leaves a picture of each screen', async () => {
    const child = spawn(process.execPath, [inRoot('scripts', 'tour.mjs')], { stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (told += String(text)));
    const [code] = (await once(child, 'exit')) as [number | null];
    expect({ code, told }).toMatchObject({ code: 0 });
    for (const [index, { title }] of steps.entries()) expect(told).toContain(`${String(index + 1)}. ${title} … `);
    expect(readdirSync(inRoot('out', 'tour')).sort()).toEqual(pictures);
    for (const picture of pictures) {
      const bytes = readFileSync(inRoot('out', 'tour', picture));
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      expect(bytes.length).toBeGreaterThan(10_000);
    }
  });

  it('has a way to break each of its steps', () => {
    expect(Object.keys(sabotages).sort()).toEqual(steps.map(({ name }) => name).sort());
  });
});

/** A broken tour takes all steps before the broken one. `npm test` breaks these three (no window, the window, a token), the long run each. */
const always = new Set(['open-window', 'test-all', 'token-order']);
const long = process.env.KEYHAVEN_TEST_LONG === '1';
const rows = steps.map(({ name }, index) => {
  const when = always.has(name) ? '' : ' (npm run test:long)';
  return [name, sabotages[name]?.what ?? '', when, index + 1] as const;
});

describe.concurrent('the tour broken at', () => {
  it.for(rows)('“%s” by %s stops there%s', async ([name, , , number], { skip, expect }) => {
    skip(!long && !always.has(name));
    let told = '';
    const { code } = await runInSession({
      command: ['node', 'scripts/lib/run-typescript.mjs', 'test/tour/sabotaged.ts', name],
      keyring: true,
      display: true,
      timeoutMs: 150_000,
      onOutput: (text) => (told += text),
    });
    expect({ code, told }).toMatchObject({ code: 1 });
    expect(told).toContain(`The tour stopped at step ${String(number)}, “${name}”: `);
    expect(told.match(/✓/g) ?? []).toHaveLength(number - 1);
  });
});
