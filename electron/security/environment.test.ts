import { describe, expect, it } from 'vitest';
import { cleanSurroundings } from './environment';

const noSwitches = { removeSwitch: () => {}, appendSwitch: () => {} } as never;

describe('what a profile or a desktop file could slip to us', () => {
  it.each([
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'NODE_OPTIONS',
    'NODE_EXTRA_CA_CERTS',
    'SSLKEYLOGFILE',
    'HTTPS_PROXY',
    'https_proxy',
    'ALL_PROXY',
    'NODE_USE_ENV_PROXY',
    'socks_proxy',
    'SSL_CERT_FILE',
    'ELECTRON_RUN_AS_NODE',
  ])('%s is dropped', (name) => {
    const environment = { [name]: '1' };
    cleanSurroundings(environment, noSwitches);
    expect(environment).toEqual({});
  });

  it('leaves what the desktop session needs', () => {
    const names = ['PATH', 'HOME', 'DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'KEYHAVEN_HOME', 'LANG'];
    const environment = Object.fromEntries(names.map((name) => [name, 'x']));
    cleanSurroundings(environment, noSwitches);
    expect(Object.keys(environment)).toEqual(names);
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
