import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filePath, serveAppFiles } from './appFiles';

const base = mkdtempSync(join(tmpdir(), 'kh-app-files-'));
const root = join(base, 'page');
let loads = 0;
const serve = serveAppFiles(root, () => `nonce${(loads += 1)}`);
const get = (url: string, method = 'GET') => serve(new Request(url, { method }));

beforeAll(() => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(base, 'page-of-others'));
  writeFileSync(join(root, 'index.html'), '<meta property="csp-nonce" content="__CSP_NONCE__">');
  writeFileSync(join(root, 'assets', 'main.js'), '// __CSP_NONCE__');
  writeFileSync(join(root, 'assets', 'main.js.map'), '{}');
  writeFileSync(join(base, 'secret.html'), 'outside');
  writeFileSync(join(base, 'page-of-others', 'secret.html'), 'outside');
});
afterAll(() => rmSync(base, { recursive: true }));

describe('the app protocol', () => {
  it('serves the page with a nonce of this load, in the page and in the policy', async () => {
    const [first, second] = [await get('keyhaven://app/index.html'), await get('keyhaven://app/index.html')];
    const nonceOf = async (answer: Response) => /content="(.+)"/.exec(await answer.text())?.[1];
    const nonces = [await nonceOf(first), await nonceOf(second)];
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(first.headers.get('content-security-policy')).toContain(`'nonce-${nonces[0] ?? ''}'`);
    expect(first.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('serves scripts as they are', async () => {
    const answer = await get('keyhaven://app/assets/main.js');
    expect([answer.status, await answer.text()]).toEqual([200, '// __CSP_NONCE__']);
  });

  it('answers HEAD without a body', async () => {
    const answer = await get('keyhaven://app/index.html', 'HEAD');
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  it.each([
    ['POST', 'keyhaven://app/index.html', 405],
    ['PUT', 'keyhaven://app/index.html', 405],
    ['GET', 'keyhaven://app/', 404],
    ['GET', 'keyhaven://app/assets', 404],
    ['GET', 'keyhaven://app/assets/main.js.map', 404],
    ['GET', 'keyhaven://app/missing.html', 404],
    ['GET', 'keyhaven://elsewhere/index.html', 404],
    ['GET', 'keyhaven://app:81/index.html', 404],
    ['GET', 'https://app/index.html', 404],
    ['GET', 'keyhaven://app/../secret.html', 404],
    ['GET', 'keyhaven://app/%2e%2e/secret.html', 404],
    ['GET', 'keyhaven://app/%2e%2e%2fsecret.html', 404],
    ['GET', 'keyhaven://app/%2e%2e%2fpage-of-others%2fsecret.html', 404],
    ['GET', 'keyhaven://app/%252e%252e/secret.html', 404],
    ['GET', 'keyhaven://app/..%5csecret.html', 404],
    ['GET', 'keyhaven://app/index.html%00.html', 404],
    ['GET', 'keyhaven://app/%E0%A4%A', 404],
  ])('refuses %s %s with %i, and sends the security headers all the same', async (method, url, status) => {
    const answer = await get(url, method);
    expect([answer.status, await answer.text()]).toEqual([status, '']);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('names no file outside its folder, whatever is asked', () => {
    const parts = fc.array(fc.constantFrom('..', '.', '%2e', '%2f', '%5c', '/', '\\', 'a', '%00', '%25', ':'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(parts, (path) => {
        const found = filePath(root, `keyhaven://app/${path.join('')}`);
        expect(found === null || found.startsWith(root + sep)).toBe(true);
      }),
    );
  });
});
