import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCrashedHome, type CrashedHome } from './crashed-home';
import { purpose, secretFor } from './orders';

/** A disk of half a megabyte of its own; null where this process may not mount one. */
function mountSmallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'keyhaven-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k,mode=0700', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
}

const unmount = (folder: string) => {
  // Lazily: a test that failed may still hold a file there.
  execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true });
};

const probe = mountSmallDisk();
if (probe !== null) unmount(probe);
const canMount = probe !== null;
const isRoot = process.getuid?.() === 0;

const put = (number: number) => ({ id: `number-${String(number)}`, purpose, plain: Buffer.from(secretFor(number)) });

describe.skipIf(!canMount)('on a real small disk (needs the right to mount one)', () => {
  let disk: string;
  let home: CrashedHome;
  beforeEach(async () => {
    disk = mountSmallDisk() ?? '';
    home = createCrashedHome(disk);
    await home.createFirst();
  });
  afterEach(() => {
    unmount(disk);
  });
  const files = () =>
    ['vault.keyhaven', 'vault.previous.keyhaven'].map((name) => readFileSync(join(home.folder, name)));

  it('a save that fills it says so and loses nothing, and works again once there is room', async () => {
    const vault = home.vault();
    await vault.unlock({});
    const filler = join(disk, 'filler');
    writeFileSync(filler, Buffer.alloc(220 * 1024));
    const before = files();
    const names = home.names();
    await expect(vault.save({ rooms: { settings: { number: 2 } }, putSecrets: [put(2)] })).rejects.toMatchObject({
      failure: { code: 'vault.diskFull' },
    });
    // A removal needs room for two files before it begins.
    await expect(vault.save({ removeSecrets: ['number-1'], putSecrets: [put(2)] })).rejects.toMatchObject({
      failure: { code: 'vault.diskFull' },
    });
    expect(files()).toEqual(before);
    expect(home.names()).toEqual(names);
    expect(vault.room('settings')).toEqual({ number: 1 });
    expect(Buffer.from(await vault.secret('number-1', purpose)).toString()).toBe(secretFor(1));

    unlinkSync(filler);
    await vault.save({ rooms: { settings: { number: 2 } }, putSecrets: [put(2)] });
    await vault.lock();
    await vault.unlock({});
    expect(vault.room('settings')).toEqual({ number: 2 });
    await vault.lock();
  });

  it('a vault opens and locks while it is full', async () => {
    writeFileSync(join(disk, 'filler'), Buffer.alloc(200 * 1024));
    expect(() => {
      for (;;) writeFileSync(join(disk, 'filler'), Buffer.alloc(4096), { flag: 'a' });
    }).toThrow('ENOSPC');
    const vault = home.vault();
    await vault.unlock({});
    vault.setAnchor(() => ({ sequence: 1, mac: 'kh-test' }));
    await vault.lock();
    expect((await vault.status()).state).toBe('locked');
  });

  it('a disk that turns read-only says so, open or not, and loses nothing', async () => {
    const vault = home.vault();
    await vault.unlock({});
    const before = files();
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    await expect(vault.save({ rooms: { settings: { number: 2 } } })).rejects.toMatchObject({
      failure: { code: 'vault.readOnly' },
    });
    expect(vault.room('settings')).toEqual({ number: 1 });
    expect(files()).toEqual(before);
    await vault.lock();
    await expect(vault.unlock({})).rejects.toMatchObject({ failure: { code: 'vault.readOnly' } });
    expect((await vault.status()).state).toBe('locked');
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    await vault.unlock({});
    await vault.lock();
  });

  it('no vault is made on a read-only disk', async () => {
    const folder = join(disk, 'other');
    mkdirSync(folder, { mode: 0o700 });
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    for (const place of [folder, join(disk, 'missing')])
      await expect(home.vault({ folder: place }).create({ mode: 'keychain' })).rejects.toMatchObject({
        failure: { code: 'vault.readOnly' },
      });
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    expect(readFileSync(home.keychainFile, 'utf8').match(/root/g)).toHaveLength(1);
  });
});

describe.skipIf(isRoot)('in a folder that its owner may not write (root may write everywhere)', () => {
  it('a vault says so and loses nothing', async () => {
    const home = createCrashedHome();
    await home.createFirst();
    chmodSync(home.folder, 0o500);
    await expect(home.vault().unlock({})).rejects.toMatchObject({ failure: { code: 'vault.readOnly' } });
    chmodSync(home.folder, 0o700);
    const vault = home.vault();
    await vault.unlock({});
    expect(vault.room('settings')).toEqual({ number: 1 });
    await vault.lock();
    home.remove();
  });
});
