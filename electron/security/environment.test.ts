import { describe, expect, it } from 'vitest';
import { cleanSurroundings, unwantedVariables } from './environment';

describe('what a profile or a desktop file could slip to us', () => {
  it.each([
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'NODE_OPTIONS',
    'NODE_EXTRA_CA_CERTS',
    'SSLKEYLOGFILE',
    'HTTPS_PROXY',
    'https_proxy',
    'ALL_PROXY',
    'ELECTRON_RUN_AS_NODE',
  ])('%s is dropped', (name) => {
    expect(unwantedVariables({ [name]: '1' })).toEqual([name]);
  });

  it('leaves what the desktop session needs', () => {
    const names = ['PATH', 'HOME', 'DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'KEYHAVEN_HOME', 'LANG'];
    expect(unwantedVariables(Object.fromEntries(names.map((name) => [name, 'x'])))).toEqual([]);
  });

  it('does so before anything else is started', () => {
    const environment = { NODE_OPTIONS: '--require evil', PATH: '/usr/bin' };
    const removed: string[] = [];
    const noted: string[] = [];
    cleanSurroundings(environment, {
      removeSwitch: (name: string) => removed.push(name),
      appendSwitch: (name: string) => noted.push(name),
    } as never);
    expect(environment).toEqual({ PATH: '/usr/bin' });
    expect(removed).toContain('ignore-certificate-errors');
    expect(removed).toContain('proxy-server');
    expect(noted).toContain('disable-breakpad');
  });
});
