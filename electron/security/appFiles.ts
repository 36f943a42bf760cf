import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { securityHeaders } from './policy';
import { scheme } from './origin';

/** What the page is made of. A file of any other kind is not served. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** In index.html it stands where the nonce of this load goes. */
export const noncePlaceholder = '__CSP_NONCE__';

/**
 * Answers the window's requests from the folder of its built page: GET and HEAD of the files that are there, everything
 * else refused, and the security headers on every answer.
 * @param root the built page's folder
 * @param newNonce a fresh unguessable value per load, in base64
 */
export function serveAppFiles(root: string, newNonce: () => string): (request: Request) => Promise<Response> {
  return async ({ method, url }) => {
    const nonce = newNonce();
    const headers = securityHeaders(nonce);
    const refuse = (status: number) => new Response(null, { status, headers });

    if (method !== 'GET' && method !== 'HEAD') return refuse(405);
    const path = filePath(root, url);
    const type = path && types[extname(path)];
    if (!type) return refuse(404);
    const content = await readFile(path).catch(() => null);
    if (content === null) return refuse(404);

    const body = type.startsWith('text/html') ? content.toString('utf8').replaceAll(noncePlaceholder, nonce) : content;
    return new Response(method === 'HEAD' ? null : (body as BodyInit), {
      headers: { ...headers, 'Content-Type': type },
    });
  };
}

/** The file an address names, or null where it names none of ours: another host, no path under the root, a broken escape. */
export function filePath(root: string, url: string): string | null {
  const { protocol, host, pathname } = new URL(url);
  if (protocol !== `${scheme}:` || host !== 'app') return null;
  const decoded = decodeOnce(pathname);
  if (decoded === null || decoded.includes('\0') || decoded.includes('\\')) return null;
  const path = resolve(root, `.${decoded}`);
  // With the separator, so that a neighbour whose name only begins like the root is outside.
  return path.startsWith(root + sep) ? path : null;
}

function decodeOnce(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
