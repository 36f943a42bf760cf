import fs from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../base/clock';
import { systemRandomness } from '../base/random';
import { createDisk } from './disk';
import { codeOf, createHome, type Home } from './vault.fixture';

let home: Home;
beforeEach(() => {
  home = createHome();
});
afterEach(() => {
  home.remove();
});

describe('a file that another program holds for a moment', () => {
  const held = (times: number, errno: string, platform: NodeJS.Platform) => {
    let left = times;
    const files = {
      ...fs,
      rename: (from: string, to: string) => {
        left -= 1;
        return left < 0 ? fs.rename(from, to) : Promise.reject(Object.assign(new Error('kh-test'), { code: errno }));
      },
    } as typeof fs;
    return createDisk({ folder: home.folder, clock: systemClock, randomness: systemRandomness, files, platform });
  };

  it.each(['EPERM', 'EACCES', 'EBUSY'])('is waited for on Windows (%s)', async (errno) => {
    const disk = held(3, errno, 'win32');
    await disk.makeFolder();
    await disk.replace(Buffer.from('kh-test'), {});
    expect(home.bytes('newest').toString()).toBe('kh-test');
  });

  it('is an error at once elsewhere, and for any other reason', async () => {
    await held(0, '', 'linux').makeFolder();
    expect(await codeOf(held(1, 'EACCES', 'linux').replace(Buffer.from('x'), {}))).toBe('vault.readOnly');
    expect(await codeOf(held(1, 'EIO', 'win32').replace(Buffer.from('x'), {}))).toBe('vault.writeFailed');
    expect(await fs.readdir(home.folder)).toEqual([]);
  });
});
