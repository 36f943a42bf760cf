import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import afterPack from './after-pack.mjs';
import { readFuses } from './fuses.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kh-pack-'));
  mkdirSync(join(folder, 'resources'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Packs an Electron with so many fuses, all off. */
function pack(fuses: number, appId = 'app.keyhaven') {
  const program = join(folder, 'program');
  writeFileSync(
    program,
    Buffer.concat([
      Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
      Buffer.from([1, fuses]),
      Buffer.from('0'.repeat(fuses)),
      Buffer.from('and more'),
    ]),
  );
  const config = { appId, electronFuses: { runAsNode: false, grantFileProtocolExtraPrivileges: false } };
  afterPack({
    appOutDir: folder,
    electronPlatformName: 'linux',
    packager: { appInfo: { productFilename: 'Keyhaven' }, executableName: 'program', config },
  });
  return { fuses: readFuses(readFileSync(program)), config };
}

describe('a package’s fuses', () => {
  it('that the builder does not know are set', () => {
    expect(pack(9).fuses).toMatchObject({ wasmTrapHandlers: true, grantFileProtocolExtraPrivileges: false });
  });

  it('that nobody decided on stop the packaging', () => {
    expect(() => pack(10)).toThrow();
  });

  it('are all there in a release; only the evaluation package may be of an Electron without the last ones', () => {
    expect(() => pack(7)).toThrow();
    expect(pack(7, 'app.keyhaven.evaluation').config.electronFuses).toEqual({ runAsNode: false });
  });
});

it('what a copied runtime brings along is not packed', () => {
  const starter = join(folder, 'resources', 'default_app.asar');
  const stamp = join(folder, '.ready-0123');
  for (const file of [starter, stamp]) writeFileSync(file, '');
  pack(9);
  expect([starter, stamp].filter((file) => existsSync(file))).toEqual([]);
});
