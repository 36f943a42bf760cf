import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { autostartFolder, createFileAutostart } from './autostart';
import { startCommand } from './command';
import { autostartEntry } from './desktopFile';

let base: string;
let folder: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'kh-autostart-'));
  folder = join(base, 'config', 'autostart');
});
afterEach(() => rmSync(base, { recursive: true }));

const autostart = (command: string[] = ['/opt/Keyhaven/keyhaven-desktop', '--hidden']) =>
  createFileAutostart({ folder, entry: 'keyhaven', name: 'Keyhaven', command });
const file = () => join(folder, 'keyhaven.desktop');

describe('the autostart file', () => {
  it('is written whole, with nothing beside it, and taken away again', async () => {
    await autostart().set(true);
    expect(readFileSync(file(), 'utf8')).toContain('\nExec=/opt/Keyhaven/keyhaven-desktop --hidden\n');
    expect(readdirSync(folder)).toEqual(['keyhaven.desktop']);
    await autostart().set(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of somebody else is neither changed nor removed', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file(), 'theirs');
    await expect(autostart().set(true)).rejects.toMatchObject({ code: 'preferences.autostartFailed' });
    await autostart().set(false);
    expect(readFileSync(file(), 'utf8')).toBe('theirs');
  });

  it('is not written through a link', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(base, 'elsewhere'), autostartEntry('Keyhaven', ['x']));
    symlinkSync(join(base, 'elsewhere'), file());
    await expect(autostart().set(true)).rejects.toMatchObject({ code: 'preferences.autostartFailed' });
    expect(lstatSync(file()).isSymbolicLink()).toBe(true);
  });

  it('follows a Keyhaven that was moved, and stays away where a person took it away', async () => {
    await autostart().set(true);
    await autostart(['/home/p/Keyhaven-2.AppImage', '--hidden']).refresh();
    expect(readFileSync(file(), 'utf8')).toContain('\nExec=/home/p/Keyhaven-2.AppImage --hidden\n');
    rmSync(file());
    await autostart().refresh();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['X-GNOME-Autostart-enabled=true', 'X-GNOME-Autostart-enabled=false'],
    ['Terminal=false', 'Terminal=false\nHidden=true'],
  ])('stays off where the desktop switched it off, until a person switches it on here', async (on, off) => {
    await autostart().set(true);
    const switchedOff = readFileSync(file(), 'utf8').replace(on, off);
    writeFileSync(file(), switchedOff);
    await autostart(['/home/p/Keyhaven-2.AppImage', '--hidden']).refresh();
    expect(readFileSync(file(), 'utf8')).toBe(switchedOff);
    await autostart().set(true);
    expect(readFileSync(file(), 'utf8')).not.toBe(switchedOff);
  });

  it('that cannot be written is a coded error', async () => {
    writeFileSync(join(base, 'config'), '');
    await expect(autostart().set(true)).rejects.toMatchObject({ code: 'preferences.autostartFailed' });
  });

  it('lies where the session looks', () => {
    expect(autostartFolder({ XDG_CONFIG_HOME: '/c' }, '/home/p')).toBe('/c/autostart');
    expect(autostartFolder({ XDG_CONFIG_HOME: 'c' }, '/home/p')).toBe('/home/p/.config/autostart');
  });
});

describe('a command in a desktop file', () => {
  const exec = (...command: string[]) => /^Exec=(.*)$/m.exec(autostartEntry('Keyhaven', command))?.[1];

  it.each([
    [['/a b/c', '--x'], '"/a b/c" --x'],
    [['/100%/x'], '/100%%/x'],
    // The examples of the specification: a dollar sign is \\$ in the file, a backslash four.
    [['a$b'], '"a\\\\$b"'],
    [['a\\b'], '"a\\\\\\\\b"'],
    [['a"b`c'], '"a\\\\"b\\\\`c"'],
    [["it's"], '"it\'s"'],
  ])('is quoted so that %j is what starts', (command, line) => {
    expect(exec(...command)).toBe(line);
  });

  it('cannot be one that breaks the line', () => {
    expect(() => exec('a\nExec=evil')).toThrow(RangeError);
  });
});

describe('the command that starts this Keyhaven again', () => {
  const own = {
    ...{ argv: [], executable: '/opt/k', packaged: true, appFolder: '/src/app' },
    ...{ appImage: undefined, appDir: undefined },
  };

  it('is the program, or the AppImage it was unpacked from', () => {
    expect(startCommand(own)).toEqual(['/opt/k']);
    const unpacked = { executable: '/tmp/.mount_K/k', appImage: '/home/p/K.AppImage', appDir: '/tmp/.mount_K' };
    expect(startCommand({ ...own, ...unpacked })).toEqual(['/home/p/K.AppImage']);
  });

  it.each([
    [undefined, '/home/p/Other.AppImage'],
    ['/tmp/.mount_Other', '/home/p/Other.AppImage'],
    ['/op', '/home/p/Other.AppImage'],
    ['/opt/k', '/home/p/Other.AppImage'],
    ['opt', '/home/p/Other.AppImage'],
    ['/opt', 'Other.AppImage'],
  ])('is never another AppImage that we were started from: APPDIR %s, APPIMAGE %s', (appDir, appImage) => {
    expect(startCommand({ ...own, appDir, appImage })).toEqual(['/opt/k']);
  });

  it('names the app from a checkout, without what belonged to this start alone', () => {
    const argv = ['/el', '--inspect=0', '-r', '/src/compat.cjs', '/src/app', '--hidden'];
    expect(startCommand({ ...own, packaged: false, argv })).toEqual(['/opt/k', '-r', '/src/compat.cjs', '/src/app']);
    expect(startCommand({ ...own, packaged: false, argv: ['/el', '.'] })).toEqual(['/opt/k', '/src/app']);
  });
});
