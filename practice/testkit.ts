import { createHmac } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPractice } from './practice';

const leftovers: (() => void | Promise<void>)[] = [];

/** Ends and removes what the test opened, the latest first; for `afterEach`. */
export async function cleanUp(): Promise<void> {
  for (let undo = leftovers.pop(); undo !== undefined; undo = leftovers.pop()) await undo();
}

export function atEnd(undo: () => void | Promise<void>): void {
  leftovers.push(undo);
}

/** A new folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kh-practice-')));
  atEnd(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  json: Record<string, unknown>;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
}

/** One request over a connection of its own, its target sent as it is. */
export function ask(
  address: string,
  target: string,
  { method = 'GET', headers, body, signal }: Asked = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const request = httpRequest({ hostname, port, path: target, method, headers, agent: false, signal }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('aborted', () => {
        reject(new Error('cut'));
      });
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: asJson(text) });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

function asJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** A running practice exchange with the hands of the person at the exchange's site. */
export interface Site {
  address: string;
  folder: string;
  control: (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Reply>;
  makeKey: (wanted: object) => Promise<Key>;
  setFaults: (style: string, faults: object) => Promise<Reply>;
  stop: () => Promise<void>;
}

export interface Key {
  apiKey: string;
  secret: string;
  passphrase: string;
}

export async function openSite(folder = temporaryFolder()): Promise<Site> {
  const practice = await startPractice(folder);
  const stop = (): Promise<void> => practice.stop();
  atEnd(stop);
  return { ...siteAt(practice.address, practice.secret), folder, stop };
}

/** The control calls, their proof written from the description in the README. */
export function siteAt(address: string, secret: string): Pick<Site, 'address' | 'control' | 'makeKey' | 'setFaults'> {
  const control: Site['control'] = (method, path, content) => {
    const body = content === undefined ? '' : JSON.stringify(content);
    const proof = createHmac('sha256', secret)
      .update(`keyhaven-practice-client\n${method}\n${path}\n${body}`)
      .digest('hex');
    return ask(address, path, { method, body, headers: { 'x-keyhaven-practice': proof } });
  };
  return {
    address,
    control,
    makeKey: async (wanted) => (await control('POST', '/keyhaven/keys', wanted)).json as unknown as Key,
    setFaults: (style, faults) => control('POST', '/keyhaven/faults', { style, faults }),
  };
}

/** Binance docs, "Request Security": HMAC-SHA-256 of the query, hex, as the last parameter. */
export function askBinance(
  address: string,
  path: string,
  key: Key,
  nowMs = Date.now(),
  more: Asked = {},
): Promise<Reply> {
  const query = `timestamp=${nowMs}&recvWindow=10000`;
  const signature = createHmac('sha256', key.secret).update(query).digest('hex');
  return ask(address, `${path}?${query}&signature=${signature}`, { ...more, headers: { 'X-MBX-APIKEY': key.apiKey } });
}

/** OKX docs, "REST Authentication": base64 of HMAC-SHA256 over timestamp, method, path with query, body. */
export function askOkx(
  address: string,
  target: string,
  key: Key,
  nowMs = Date.now(),
  more: Asked = {},
): Promise<Reply> {
  const timestamp = new Date(nowMs).toISOString();
  const signature = createHmac('sha256', key.secret).update(`${timestamp}GET${target}`).digest('base64');
  const headers = {
    'OK-ACCESS-KEY': key.apiKey,
    'OK-ACCESS-SIGN': signature,
    'OK-ACCESS-TIMESTAMP': timestamp,
    'OK-ACCESS-PASSPHRASE': key.passphrase,
  };
  return ask(address, target, { ...more, headers: { ...headers, ...more.headers } });
}

type Values = Readonly<Record<string, string>>;

/** One signed call of Binance: everything in the query, as its docs allow for all methods. */
export function callBinance(
  address: string,
  method: string,
  path: string,
  key: Key,
  values: Values = {},
): Promise<Reply> {
  const query = new URLSearchParams({ ...values, timestamp: String(Date.now()), recvWindow: '10000' }).toString();
  const signature = createHmac('sha256', key.secret).update(query).digest('hex');
  const headers = { 'X-MBX-APIKEY': key.apiKey };
  return ask(address, `${path}?${query}&signature=${signature}`, { method, headers });
}

/** One signed call of OKX: a GET with its query in the target, a POST with a body. */
export function callOkx(address: string, target: string, key: Key, content?: unknown, demo = false): Promise<Reply> {
  const [method, body] = content === undefined ? ['GET', ''] : ['POST', JSON.stringify(content)];
  const timestamp = new Date().toISOString();
  const signature = createHmac('sha256', key.secret).update(`${timestamp}${method}${target}${body}`).digest('base64');
  const headers = {
    'OK-ACCESS-KEY': key.apiKey,
    'OK-ACCESS-SIGN': signature,
    'OK-ACCESS-TIMESTAMP': timestamp,
    'OK-ACCESS-PASSPHRASE': key.passphrase,
    ...(demo ? { 'x-simulated-trading': '1' } : {}),
  };
  return ask(address, target, { method, headers, ...(body === '' ? {} : { body }) });
}
