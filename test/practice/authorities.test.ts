import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { identityOf, newAuthority } from '../../core/broker/egress/certificates.fixture';
import { commonjs } from '../../build/lanes';

/** A process whose environment names an authority, and a server that has its certificate from it. */
const authority = newAuthority();
const folder = mkdtempSync(join(tmpdir(), 'kh-authorities-'));
let server: Server;
const heard: string[] = [];

beforeAll(async () => {
  writeFileSync(join(folder, 'authority.pem'), authority.certificate);
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { input: { egress: 'core/broker/egress/egress.ts' }, output: commonjs },
    },
    ssr: { noExternal: true },
  });
  server = createServer(identityOf(authority, 'localhost'), (incoming, response) => {
    heard.push(incoming.url ?? '');
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function saidBy(script: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem'), PORT: String(port) };
  return (await promisify(execFile)(process.execPath, ['-e', script], { cwd: folder, env })).stdout.trim();
}

const asked = `
  const { createEgress } = require('./egress.js');
  const request = { method: 'GET', host: 'localhost', path: '/by-the-broker', query: null, headers: [], body: Buffer.alloc(0) };
  const to = { protocol: 'https:', hostname: 'localhost', port: Number(process.env.PORT) };
  const egress = createEgress();
  egress.send(to, request, { deadlineMs: 5000, signal: new AbortController().signal })
    .then(({ status }) => console.log(status), ({ kind }) => console.log(kind)).finally(() => egress.close());`;

const askedByNode = `
  require('node:https').get('https://localhost:' + process.env.PORT + '/by-node', ({ statusCode }) => {
    console.log(statusCode);
    process.exit();
  }).on('error', ({ code }) => console.log(code));`;

it('an authority that only NODE_EXTRA_CA_CERTS names is not believed by the broker, though Node believes it', async () => {
  expect(await saidBy(askedByNode)).toBe('200');
  expect(await saidBy(asked)).toBe('tls');
  expect(heard).toEqual(['/by-node']);
});
