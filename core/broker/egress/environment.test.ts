import { expect, it } from 'vitest';
import { scrubEnvironment } from './environment';

it('leaves nothing in the environment that weakens TLS, loads code or leads requests elsewhere', () => {
  const environment: Record<string, string | undefined> = {
    PATH: '/usr/bin',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    NODE_OPTIONS: '--require=/tmp/x.js',
    NODE_USE_ENV_PROXY: '1',
    SSLKEYLOGFILE: '/tmp/keys',
    https_proxy: 'http://127.0.0.1:1',
    HTTP_PROXY: 'http://127.0.0.1:1',
    All_Proxy: 'socks5://127.0.0.1:1',
    NO_PROXY: '*',
    MY_PROXY_NAME: 'kept',
  };
  const found = scrubEnvironment(environment);
  expect(environment).toEqual({ PATH: '/usr/bin', MY_PROXY_NAME: 'kept' });
  expect(found).toHaveLength(8);
});

it('works on the environment of this process', () => {
  process.env.SSLKEYLOGFILE = '/nowhere';
  expect(scrubEnvironment(process.env)).toContain('SSLKEYLOGFILE');
  expect('SSLKEYLOGFILE' in process.env).toBe(false);
});
