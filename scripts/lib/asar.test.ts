import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packAsar } from './asar.mjs';

interface Reader {
  extractFile(archive: string, name: string): Buffer;
}

it("an archive we pack is read by Electron's own library", async () => {
  // It comes with the packager, which is why it is looked up from there.
  const fromBuilder = createRequire(createRequire(import.meta.url).resolve('app-builder-lib/package.json'));
  const asar = (await import(fromBuilder.resolve('@electron/asar'))) as Reader;
  const folder = mkdtempSync(join(tmpdir(), 'kh-asar-'));
  const file = join(folder, 'a.asar');
  const parts = {
    'package.json': Buffer.from('{"main":"x"}'),
    'x.js': Buffer.from('let ä = 1'),
    empty: Buffer.alloc(0),
  };
  writeFileSync(file, packAsar(parts));
  for (const [name, content] of Object.entries(parts)) expect(asar.extractFile(file, name)).toEqual(content);
  rmSync(folder, { recursive: true });
});
