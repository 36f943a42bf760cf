import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { inspectorOf } from '../../core/exchanges/inspectors/inspectors';
import { instanceFor } from '../../core/exchanges/worker/instance';
import type { Job } from '../../core/exchanges/worker/messages';
import { ccxtModules } from '../../core/exchanges/worker/modules';
import { createTransport } from '../../core/exchanges/worker/transport';

const secrets = {
  apiKey: '11111111-2222-4333-8444-555555555555',
  secret: 'ABCDEF0123456789ABCDEF0123456789',
  password: 'kh-test-passphrase',
};

async function usedInstance() {
  const job: Job = { type: 'job', id: '1', exchange: 'okx', practice: null, fields: secrets, deadlineMs: 1_000 };
  const sent: string[] = [];
  const transport = createTransport('https://www.okx.com', new AbortController().signal, async (_, { headers }) => {
    sent.push(JSON.stringify(headers));
    return { status: 200, headers: {}, text: '{"code":"0","data":[{}]}' };
  });
  const { default: Exchange } = await ccxtModules.okx();
  const instance = instanceFor(Exchange, inspectorOf('okx')!, job);
  instance.fetchImplementation = transport.fetch;
  const exchange = instance as unknown as Record<string, unknown>;
  await (exchange.privateGetAccountConfig as () => Promise<unknown>)();
  return { exchange, sent };
}

describe('the ccxt instance of a job', () => {
  it('signs with the credential and shows nothing of it when it is printed or serialized', async () => {
    const { exchange, sent } = await usedInstance();
    expect(sent[0]).toContain(secrets.password);
    const shown = inspect(exchange, { depth: 6, maxArrayLength: null }) + JSON.stringify(exchange);
    for (const value of Object.values(secrets)) expect(shown.includes(value)).toBe(false);
    expect(shown).not.toContain('OK-ACCESS-SIGN');
  });

  it('has no other call: no order, no transfer, no withdrawal can be made with it', async () => {
    const { exchange } = await usedInstance();
    const calls = Object.keys(exchange).filter((name) => /^(private|public)(Get|Post|Put|Delete)/.test(name));
    expect(calls).toEqual(['privateGetAccountConfig']);
  });
});
