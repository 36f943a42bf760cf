import { describe, expect, it } from 'vitest';
import { dataFolder } from './home';

const linux = { platform: 'linux', environment: {}, userHome: '/home/ann' } as const;

describe('the data folder', () => {
  it('is where the system keeps programs’ data', () => {
    expect(dataFolder(linux, false)).toBe('/home/ann/.local/share/keyhaven');
    expect(dataFolder({ ...linux, environment: { XDG_DATA_HOME: '/data' } }, false)).toBe('/data/keyhaven');
    expect(dataFolder({ ...linux, platform: 'darwin' }, false)).toBe('/home/ann/Library/Application Support/keyhaven');
  });

  it('is another one on the evaluation runtime', () => {
    expect(dataFolder(linux, true)).toBe('/home/ann/.local/share/keyhaven-evaluation');
  });

  it('is what KEYHAVEN_HOME names, above all', () => {
    expect(dataFolder({ ...linux, environment: { KEYHAVEN_HOME: '/vault' } }, true)).toBe('/vault');
  });

  it('ignores a variable that names no place', () => {
    expect(dataFolder({ ...linux, environment: { XDG_DATA_HOME: '' } }, false)).toBe('/home/ann/.local/share/keyhaven');
    expect(dataFolder({ ...linux, environment: { XDG_DATA_HOME: 'here' } }, false)).toBe(
      '/home/ann/.local/share/keyhaven',
    );
  });
});
