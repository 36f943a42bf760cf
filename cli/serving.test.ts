import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { serveUntilStopped } from './serving';
import type { Session } from './session';

const folder = mkdtempSync(join(tmpdir(), 'kh-serving-'));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

it('a server drops what weakens TLS or leads its requests elsewhere, before it opens anything', async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  vi.stubEnv('https_proxy', 'http://127.0.0.1:1');
  const session = {
    home: join(folder, 'home'),
    options: { json: true },
    output: {},
    surroundings: { version: '0', bundles: folder },
  } as unknown as Session;
  await expect(serveUntilStopped(session)).rejects.toMatchObject({ failure: { code: 'vault.none' } });
  expect(process.env).not.toHaveProperty('NODE_TLS_REJECT_UNAUTHORIZED');
  expect(process.env).not.toHaveProperty('https_proxy');
});
