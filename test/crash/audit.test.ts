import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAuditLog } from '../../core/audit/audit-log';
import { systemClock } from '../../core/base/clock';

const key = new Uint8Array(32).fill(7);
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kh-audit-'));
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('../../core/audit/audit-log.ts', import.meta.url)),
      target: 'node20',
      outDir: join(folder, 'built'),
      emptyOutDir: true,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'log.mjs' } },
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Appends without end, and says after each append which line is on disk. */
const writer = (data: string) => `
  import { createAuditLog } from ${JSON.stringify(join(folder, 'built', 'log.mjs'))};
  const clock = { now: () => new Date().toISOString(), monotonicMs: () => performance.now() };
  const log = createAuditLog({ folder: ${JSON.stringify(data)}, clock });
  await log.open(new Uint8Array(32).fill(7), null);
  for (;;) {
    await Promise.all(Array.from({ length: 20 }, () =>
      log.append({ actor: 'window', action: 'credential.tested', subject: 'x'.repeat(150), outcome: 'done' })));
    process.stdout.write(log.head().sequence + '\\n');
  }
`;

it(
  'a writer that is killed keeps the chain, and loses no line that it called written',
  { timeout: 60_000 },
  async () => {
    const data = mkdtempSync(join(folder, 'data-'));
    let before = 0;
    for (let round = 0; round < 8; round += 1) {
      const said = await killedAfter(data, 60 + 25 * round);
      const log = createAuditLog({ folder: data, clock: systemClock });
      await log.open(key, null);
      const { whole, lines } = await log.verify(log.head());
      await log.close();
      expect(whole).toBe(true);
      expect(lines).toBeGreaterThanOrEqual(said);
      expect(said).toBeGreaterThan(before);
      before = lines;
    }
  },
);

/** @returns the last line that the writer called written before it was killed that many ms after its first */
async function killedAfter(data: string, ms: number): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', writer(data)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (bytes) => (said += String(bytes)));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, ms));
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await gone;
  return Number(said.split('\n').at(-2));
}
