import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { FieldName } from '../../core/contract/words';
import { inspectors } from '../../core/exchanges/inspectors/inspectors';
import type { Call, Inspector } from '../../core/exchanges/inspectors/inspector';
import { ask } from '../../core/exchanges/worker/ask';
import { implicitName, isCcxtCall } from '../../core/exchanges/worker/ccxt-calls';
import { instanceFor } from '../../core/exchanges/worker/instance';
import { createLine } from '../../core/exchanges/worker/line';
import type { Job } from '../../core/exchanges/worker/messages';
import { ccxtModules, isCcxtId } from '../../core/exchanges/worker/modules';
import { createTransport, type Receive } from '../../core/exchanges/worker/transport';

/**
 * Everything that a test of a key can send, sent by real ccxt into a transport that only records. Nothing leaves this computer, and
 * whatever is not on the inspector's list is a failure.
 */

const random32 = createHash('sha256').update('kh-test').digest();

/** Shaped so that every exchange can sign with them. */
const fields: Partial<Record<FieldName, string>> = {
  apiKey: 'kh-test-account-key',
  secret: random32.toString('base64'),
  password: 'kh-test-passphrase',
};

interface Sent {
  method: string;
  url: URL;
  body: string | undefined;
}

let sent: Sent[] = [];
afterEach(() => {
  sent = [];
});

const recording =
  (text: string): Receive =>
  async (target, { method, body }) => {
    sent.push({ method, url: target, body });
    return { status: 200, headers: {}, text };
  };

const everyExchange = inspectors.flatMap((inspector) =>
  Object.entries(inspector.hosts).map(([exchange, host]) => ({ exchange, host, inspector })),
);
const everyCall = everyExchange.flatMap(({ inspector, ...rest }) =>
  Object.entries(inspector.calls).map(([name, call]) => ({ ...rest, inspector, name, call })),
);

const jobOf = (exchange: string): Job => ({
  type: 'job',
  id: '1',
  exchange,
  practice: null,
  fields,
  deadlineMs: 2_000,
});

async function lineTo(exchange: string, host: string, inspector: Inspector) {
  const job = jobOf(exchange);
  const ccxt = isCcxtId(exchange) ? instanceFor((await ccxtModules[exchange]()).default, inspector, job) : null;
  const origin = `https://${host}`;
  const transport = () => createTransport(origin, new AbortController().signal, recording('{}'));
  return { ccxt, line: createLine({ job, inspector, exchange: ccxt, origin, transport }) };
}

const listed = (inspector: Inspector) => Object.values(inspector.calls).map(asSent);
const asSent = ({ method, path }: Call) => `${method} ${path}`;

describe('every call of every inspector', () => {
  it.each(everyCall)('$exchange $name is one request, to the host and path it names', async (row) => {
    const { line } = await lineTo(row.exchange, row.host, row.inspector);
    await line.asking.attempt(row.name);
    expect(sent.map(({ method, url }) => `${method} ${url.host}${url.pathname}`)).toEqual([
      `${row.call.method} ${row.host}${row.call.path}`,
    ]);
    expect(line.evidence).toMatchObject([{ endpoint: asSent(row.call) }]);
  });
});

describe('every inspector', () => {
  it.each(everyExchange)('of $exchange sends nothing but its list, whatever is answered', async (row) => {
    for (const answer of ['{}', '[]', '{"code":0,"data":[]}', '<html></html>', '']) {
      await ask(jobOf(row.exchange), new AbortController().signal, recording(answer));
    }
    expect(sent).not.toEqual([]);
    for (const { method, url } of sent) {
      expect(url.host).toBe(row.host);
      expect(listed(row.inspector)).toContain(`${method} ${url.pathname}`);
    }
  });

  it.each(everyExchange)(
    'of $exchange has an instance with these calls and no other, which sends nothing when it is made',
    async (row) => {
      const { ccxt } = await lineTo(row.exchange, row.host, row.inspector);
      const calls = Object.entries(ccxt ?? {}).flatMap(([name, value]) =>
        typeof value === 'function' && /^[a-z]\w*(Get|Post|Put|Delete|Patch)[A-Z]/.test(name) ? [name] : [],
      );
      expect(calls.sort()).toEqual(Object.values(row.inspector.calls).filter(isCcxtCall).map(implicitName).sort());
      expect(sent).toEqual([]);
    },
  );
});
