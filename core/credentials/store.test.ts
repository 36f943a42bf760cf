import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { fail } from '../base/failure';
import { dayMs, epochMsOf, instantOf, type Instant } from '../base/instants';
import { systemRandomness } from '../base/random';
import { CredentialDetail, CredentialRow } from '../contract/credentials';
import type { ExchangeInfo } from '../contract/exchanges';
import { rights, type PermissionReport, type Right, type TestOutcome } from '../contract/words';
import { shapes } from '../tokens/phantom/shapes';
import type { Vault } from '../vault/vault';
import { roomVersion } from './record';
import { createCredentials, type AddInput } from './store';

const now = instantOf(Date.parse('2026-11-24T06:00:00.000Z'));
const clock = { now: () => now, monotonicMs: () => 0 };

const field = (name: 'apiKey' | 'secret' | 'password', label: string, multiline = false) => ({
  name,
  label,
  required: true,
  secret: name !== 'apiKey',
  multiline,
  hint: '',
});
const binance: ExchangeInfo = {
  id: 'binance',
  name: 'Binance',
  aliases: [],
  kinds: ['hmac'],
  hosts: ['api.binance.com'],
  docs: null,
  fields: [field('apiKey', 'API Key'), field('secret', 'Secret Key', true)],
  support: 'inspected',
  siblings: [],
  keyPage: 'https://www.binance.com/en/my/settings/api-management',
};
const okx: ExchangeInfo = {
  ...binance,
  id: 'okx',
  name: 'OKX',
  fields: [field('apiKey', 'API key'), field('secret', 'Secret key'), field('password', 'Passphrase')],
};
const practiceBinance: ExchangeInfo = { ...binance, id: 'practice:binance', name: 'Practice Binance', keyPage: null };
const binanceus: ExchangeInfo = { ...binance, id: 'binanceus', name: 'Binance.US', siblings: ['binance'] };
const known = [{ ...binance, siblings: ['binanceus'] }, okx, practiceBinance, binanceus];
const catalogue = {
  exchangeOf: (id: string) => known.find((info) => info.id === id),
  fieldProblem: (_exchange: string, _name: string, value: string) =>
    value.startsWith('not-a-key') ? 'it is no key' : null,
};

/** A vault in memory that keeps the promises of the real one which this room relies on: copies, binding, refusal when locked. */
function memoryVault() {
  const secrets = new Map<string, Uint8Array>();
  let rooms: Record<string, unknown> = {};
  const given: Uint8Array[] = [];
  const state = { locked: false, saves: 0, failing: false, secrets, given, rooms: () => rooms };
  const bound = (id: string, purpose: string) => `${id} ${purpose}`;
  const vault: Pick<Vault, 'id' | 'room' | 'save' | 'secret'> = {
    id: () => {
      if (state.locked) throw fail('vault.locked');
      return 'kh-test-vault';
    },
    room: (name) => {
      if (state.locked) throw fail('vault.locked');
      return structuredClone(rooms[name]);
    },
    save: async (change) => {
      await Promise.resolve();
      if (state.locked) throw fail('vault.locked');
      if (state.failing) throw fail('vault.diskFull');
      state.saves += 1;
      for (const { id, purpose, plain } of change.putSecrets ?? []) secrets.set(bound(id, purpose), plain.slice());
      rooms = { ...rooms, ...(JSON.parse(JSON.stringify(change.rooms ?? {})) as object) };
    },
    secret: (id, purpose) => {
      const plain = secrets.get(bound(id, purpose));
      if (plain === undefined) return Promise.reject(fail('vault.corrupt', { where: 'a secret' }));
      given.push(plain.slice());
      return Promise.resolve(given.at(-1) ?? plain);
    },
  };
  return { vault, state };
}

const secretOf = (name: string) => `kh-test-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;

const healthy: AddInput = {
  exchange: 'binance',
  label: 'Grid bot',
  purpose: 'spotBot',
  fields: { apiKey: secretOf('key'), secret: secretOf('secret') },
};

function report(granted: readonly Right[], more: Partial<PermissionReport> = {}): PermissionReport {
  return {
    asked: now,
    rights: Object.fromEntries(rights.map((right) => [right, granted.includes(right) ? 'yes' : 'no'])) as Record<
      Right,
      'yes' | 'no'
    >,
    granularity: 'exact',
    ip: { state: 'restricted', list: null },
    created: null,
    expires: 'unknown',
    tradingLapses: null,
    lastUsed: null,
    remarks: [],
    evidence: [{ endpoint: 'GET /sapi/v1/account/apiRestrictions', at: now }],
    ...more,
  };
}

const works = (granted: readonly Right[]): TestOutcome => ({ outcome: 'works', at: now, report: report(granted) });
const fails: TestOutcome = {
  outcome: 'fails',
  at: now,
  diagnosis: { code: 'wrongKey', text: 'The exchange does not know this key.', next: 'Copy it again.' },
};

let memory: ReturnType<typeof memoryVault>;
let credentials: ReturnType<typeof createCredentials>;
const another = () =>
  createCredentials({ vault: memory.vault, clock, randomness: systemRandomness, exchanges: catalogue });

beforeEach(() => {
  memory = memoryVault();
  credentials = another();
});

describe('a key that is added', () => {
  it('is in the list, and after a restart too', async () => {
    const id = await credentials.add(healthy);
    const rows = another().list();
    expect(rows).toHaveLength(1);
    expect(CredentialRow.parse(rows[0])).toMatchObject({ id, label: 'Grid bot', state: 'untested', worst: 'low' });
    expect(rows[0]?.keyEnding).toBe(secretOf('key').slice(-4));
  });

  it('leaves nothing secret in the index: neither the key nor a plain hash of it', async () => {
    await credentials.add(healthy);
    const index = JSON.stringify(memory.state.rooms());
    expect(index).not.toContain(secretOf('key'));
    expect(index).not.toContain(secretOf('secret'));
    expect(index).not.toContain(secretOf('secret').slice(-4));
    expect(index).not.toContain(createHash('sha256').update(secretOf('key')).digest('hex'));
  });

  it('is one secret, bound to its exchange', async () => {
    const id = await credentials.add(healthy);
    expect([...memory.state.secrets.keys()]).toEqual([`${id} credential/binance`]);
  });

  it('is trimmed, and a PEM keeps its lines', async () => {
    const pem = '-----BEGIN PRIVATE KEY-----\r\nkh-test\r\n-----END PRIVATE KEY-----\r\n';
    const id = await credentials.add({ ...healthy, fields: { apiKey: `  ${secretOf('key')}\n`, secret: pem } });
    expect((await credentials.fields(id)).fields).toEqual({
      apiKey: secretOf('key'),
      secret: '-----BEGIN PRIVATE KEY-----\nkh-test\n-----END PRIVATE KEY-----',
    });
  });

  it('takes a typed field before a pasted one, and leaves out what its exchange has no use for', async () => {
    const id = await credentials.add(
      { ...healthy, fields: { apiKey: secretOf('typed') } },
      { pasted: { apiKey: secretOf('pasted'), secret: secretOf('secret'), password: secretOf('needless') } },
    );
    expect((await credentials.fields(id)).fields).toEqual({ apiKey: secretOf('typed'), secret: secretOf('secret') });
  });

  it('shows its fields masked in the words of its exchange', async () => {
    const id = await credentials.add({ ...healthy, fields: { ...healthy.fields, secret: 'kh-short' } });
    const detail = CredentialDetail.parse(await credentials.get(id));
    expect(detail.fields).toEqual([
      { name: 'apiKey', label: 'API Key', masked: `••••${secretOf('key').slice(-4)}` },
      { name: 'secret', label: 'Secret Key', masked: '••••' },
    ]);
    expect(detail.needs).toMatchObject({ read: 'needed', spotTrade: 'needed', withdraw: 'tooBroad' });
  });

  it('is decrypted into a buffer that is wiped at once', async () => {
    const id = await credentials.add(healthy);
    await credentials.field(id, 'secret');
    await credentials.get(id);
    expect(memory.state.given).toHaveLength(2);
    for (const plain of memory.state.given) expect(plain.every((byte) => byte === 0)).toBe(true);
  });

  it('gives one field, and says which one it does not have', async () => {
    const id = await credentials.add(healthy);
    expect(await credentials.field(id, 'secret')).toBe(secretOf('secret'));
    await expect(credentials.field(id, 'password')).rejects.toThrow('Binance has no field “password”');
  });
});

describe('a key that cannot be one', () => {
  const refused = async (input: AddInput, code: string, ...words: string[]) => {
    const adding = credentials.add(input);
    await expect(adding).rejects.toMatchObject({ code });
    for (const word of words) await expect(adding).rejects.toThrow(word);
    expect(memory.state.saves).toBe(0);
  };

  it('misses a field: the field is named as the exchange calls it', () =>
    refused({ ...healthy, exchange: 'okx' }, 'credential.fieldMissing', 'Passphrase'));

  it('has only white space in a field', () =>
    refused({ ...healthy, fields: { ...healthy.fields, secret: ' \n ' } }, 'credential.fieldMissing', 'Secret Key'));

  it('has a field that the exchange does not know', () =>
    refused(
      { ...healthy, fields: { ...healthy.fields, password: secretOf('needless') } },
      'credential.fieldUnknown',
      'password',
    ));

  it('has a field of the wrong shape', () =>
    refused(
      { ...healthy, fields: { ...healthy.fields, secret: 'not-a-key' } },
      'credential.fieldMalformed',
      'Secret Key',
      'it is no key',
    ));

  it.each([
    ['a line break', 'kh-test\nkey'],
    ['a NUL', 'kh-test\0key'],
  ])('has %s inside', (_what, apiKey) =>
    refused({ ...healthy, fields: { ...healthy.fields, apiKey } }, 'credential.fieldMalformed', 'API Key'),
  );

  it('is the phantom of a token, which opens nothing at the exchange', () =>
    refused(
      { ...healthy, fields: { ...healthy.fields, secret: shapes.binanceSecret.make(systemRandomness) } },
      'credential.fieldMalformed',
      'Secret Key',
      'Keyhaven token',
    ));

  it('is of an exchange nobody knows', () =>
    refused({ ...healthy, exchange: 'nowhere' }, 'exchange.unknown', 'nowhere'));

  it('is never repeated in the refusal', async () => {
    const value = `not-a-key-${secretOf('shown')}`;
    const error: unknown = await credentials
      .add({ ...healthy, fields: { ...healthy.fields, secret: value } })
      .catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(Error);
    expect(JSON.stringify(error) + String(error)).not.toContain(value);
  });
});

describe('a key that is there already', () => {
  it('is refused, and the one that has it is named', async () => {
    await credentials.add(healthy);
    const adding = credentials.add({
      ...healthy,
      label: 'Other',
      fields: { ...healthy.fields, secret: secretOf('new') },
    });
    await expect(adding).rejects.toMatchObject({ code: 'credential.duplicate' });
    await expect(adding).rejects.toThrow('Grid bot');
  });

  it('is found when both are added at the same moment', async () => {
    const outcomes = await Promise.allSettled([credentials.add(healthy), credentials.add(healthy)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(credentials.count()).toBe(1);
  });

  it('can be asked for by its key', async () => {
    const id = await credentials.add(healthy);
    expect(credentials.placeOfKey('binance', secretOf('key'))).toEqual({ id, binned: false });
    expect(credentials.placeOfKey('okx', secretOf('key'))).toBeNull();
  });
});

describe('practice keys', () => {
  it('come from the practice exchange alone', async () => {
    const practice = { ...healthy, exchange: 'practice:binance' };
    await expect(credentials.add(practice)).rejects.toMatchObject({ code: 'credential.practiceOnly' });
    const id = await credentials.add(practice, { practice: true });
    expect(credentials.list()[0]?.practice).toBe(true);
    expect([...memory.state.secrets.keys()]).toEqual([`${id} credential/practice:binance`]);
  });

  it('are never real ones', async () => {
    await expect(credentials.add(healthy, { practice: true })).rejects.toMatchObject({
      code: 'credential.practiceOnly',
    });
  });

  it('do not open once someone has written another exchange beside them', async () => {
    const id = await credentials.add({ ...healthy, exchange: 'practice:binance' }, { practice: true });
    const room = memory.vault.room('credentials') as { credentials: { exchange: string }[] };
    for (const record of room.credentials) record.exchange = 'binance';
    await memory.vault.save({ rooms: { credentials: room } });
    await expect(another().fields(id)).rejects.toMatchObject({ code: 'vault.corrupt' });
  });
});

describe('the way out of a key', () => {
  it('is kept in one way of writing it, goes with its fields, and is changed and taken away by an edit', async () => {
    const id = await credentials.add({ ...healthy, egress: ' SOCKS5://Gate.Example ' });
    expect(await credentials.fields(id)).toMatchObject({ egress: 'socks5://gate.example:1080' });
    await credentials.edit({ id, label: 'Another' });
    expect((await another().get(id)).egress).toBe('socks5://gate.example:1080');
    await credentials.edit({ id, egress: 'http://[::1]:3128/' });
    expect((await credentials.get(id)).egress).toBe('http://[::1]:3128');
    await credentials.edit({ id, egress: null });
    expect(await another().fields(id)).toMatchObject({ egress: null });
  });

  it('that is none is refused, and nothing is changed', async () => {
    const id = await credentials.add(healthy);
    const change = credentials.edit({ id, label: 'Another', egress: 'ftp://h' });
    await expect(change).rejects.toMatchObject({ code: 'egress.notUnderstood' });
    expect(await credentials.get(id)).toMatchObject({ label: healthy.label, egress: null });
  });

  it('is this computer itself for a practice key', async () => {
    const id = await credentials.add({ ...healthy, exchange: 'practice:binance' }, { practice: true });
    const change = credentials.edit({ id, egress: 'socks5://127.0.0.1' });
    await expect(change).rejects.toMatchObject({ code: 'egress.practice' });
  });
});

describe('a test', () => {
  it('leaves its report, also when a later one fails', async () => {
    const id = await credentials.add(healthy);
    await credentials.answerSecondFactor('binance', 'on');
    await credentials.recordTests([{ id, outcome: works(['read', 'spotTrade']) }]);
    expect(credentials.list()[0]).toMatchObject({ state: 'works', worst: null, findings: 0 });
    await credentials.recordTests([{ id, outcome: fails }]);
    const detail = CredentialDetail.parse(await another().get(id));
    expect(detail).toMatchObject({ state: 'fails', worst: 'high', diagnosis: { code: 'wrongKey' } });
    expect(detail.report?.rights.spotTrade).toBe('yes');
  });

  it('of thirty keys is one save', async () => {
    const ids = [];
    for (let n = 0; n < 30; n += 1)
      ids.push(
        await credentials.add({ ...healthy, fields: { ...healthy.fields, apiKey: secretOf(`key ${String(n)}`) } }),
      );
    const before = memory.state.saves;
    await credentials.recordTests(ids.map((id) => ({ id, outcome: works(['read']) })));
    expect(memory.state.saves - before).toBe(1);
    expect(
      another()
        .list()
        .every(({ state }) => state === 'works'),
    ).toBe(true);
  });

  it('of a key that is gone saves nothing', async () => {
    await credentials.recordTests([{ id: systemRandomness.id(), outcome: fails }]);
    expect(memory.state.saves).toBe(0);
  });

  it('whose outcome could not be read back is not saved', async () => {
    const id = await credentials.add(healthy);
    const remarks = Array.from({ length: 41 }, () => 'too many');
    await expect(
      credentials.recordTests([{ id, outcome: { outcome: 'works', at: now, report: report([], { remarks }) } }]),
    ).rejects.toMatchObject({ code: 'internal.unexpected' });
    expect(another().list()[0]?.state).toBe('untested');
  });

  it('that the exchange offers nobody leaves the key untested, not failed', async () => {
    const id = await credentials.add(healthy);
    const diagnosis = { code: 'notInspected', text: 'It cannot be asked.', next: 'Look there.' } as const;
    await credentials.recordTests([{ id, outcome: { outcome: 'fails', at: now, diagnosis } }]);
    expect(credentials.list()[0]).toMatchObject({ state: 'untested', worst: 'low' });
  });
});

describe('a key that is tried at a sibling', () => {
  it('gives its fields for there, and stays where it is', async () => {
    const id = await credentials.add(healthy);
    expect(await credentials.fieldsAs(id, 'binanceus')).toMatchObject({
      exchange: 'binanceus',
      egress: null,
      fields: healthy.fields,
    });
    expect((await credentials.get(id)).exchange).toBe('binance');
  });

  it.each([
    ['of another company', 'okx', 'credential.notSibling'],
    ['that nobody knows', 'nowhere', 'exchange.unknown'],
    ['of practice', 'practice:binance', 'credential.notSibling'],
  ])('is not tried at an exchange %s', async (_what, exchange, code) => {
    const id = await credentials.add(healthy);
    await expect(credentials.fieldsAs(id, exchange)).rejects.toMatchObject({ code });
    await expect(credentials.moveTo(id, exchange, { outcome: works(['read']) })).rejects.toMatchObject({ code });
    expect((await credentials.get(id)).exchange).toBe('binance');
  });

  it('moves with the report of there, sealed for there, and forgets what was said here', async () => {
    const id = await credentials.add(healthy);
    await credentials.recordTests([{ id, outcome: works(['read', 'withdraw']) }]);
    await credentials.moveTo(id, 'binanceus', { outcome: works(['read']) });
    expect(await another().get(id)).toMatchObject({
      exchange: 'binanceus',
      state: 'works',
      rights: { withdraw: 'no' },
    });
    expect((await another().fields(id)).fields).toEqual(healthy.fields);
    expect(memory.state.secrets.has(`${id} credential/binanceus`)).toBe(true);
  });

  it('keeps nothing of a test that was begun where it was before', async () => {
    const id = await credentials.add(healthy);
    const { mark } = await credentials.fields(id);
    await credentials.moveTo(id, 'binanceus', { outcome: works(['read']), mark });
    const before = await credentials.get(id);
    await credentials.recordTests([{ id, outcome: fails, mark }]);
    await credentials.recordTests([{ id, outcome: works(['read', 'withdraw']), mark }]);
    expect(await credentials.get(id)).toEqual(before);
    await credentials.recordTests([{ id, outcome: fails, mark: (await credentials.fields(id)).mark }]);
    expect((await credentials.get(id)).state).toBe('fails');
  });

  it('is not moved by a try that was begun before it moved elsewhere', async () => {
    const id = await credentials.add(healthy);
    const { mark } = await credentials.fieldsAs(id, 'binanceus');
    await credentials.moveTo(id, 'binanceus', { outcome: works(['read']), mark });
    await expect(credentials.moveTo(id, 'binance', { outcome: works(['read']), mark })).rejects.toMatchObject({
      code: 'credential.changed',
    });
    expect((await credentials.get(id)).exchange).toBe('binanceus');
  });
});

describe('a save that fails', () => {
  it('loses nothing and adds nothing', async () => {
    await credentials.add(healthy);
    memory.state.failing = true;
    const other = { ...healthy, fields: { ...healthy.fields, apiKey: secretOf('other') } };
    await expect(credentials.add(other)).rejects.toMatchObject({ code: 'vault.diskFull' });
    expect(credentials.count()).toBe(1);
    memory.state.failing = false;
    await credentials.add(other);
    expect(another().count()).toBe(2);
  });
});

describe('a locked vault', () => {
  it('gives nothing, whatever is still in memory', async () => {
    const id = await credentials.add(healthy);
    memory.state.locked = true;
    expect(() => credentials.list()).toThrow('vault.locked');
    expect(() => credentials.count()).toThrow('vault.locked');
    await expect(credentials.fields(id)).rejects.toMatchObject({ code: 'vault.locked' });
    await expect(credentials.add(healthy)).rejects.toMatchObject({ code: 'vault.locked' });
  });

  it('is read anew after it was opened again', async () => {
    await credentials.add(healthy);
    credentials.forget();
    await another().add({ ...healthy, fields: { ...healthy.fields, apiKey: secretOf('elsewhere') } });
    expect(credentials.count()).toBe(2);
  });

  it('is read anew also when it was locked in the middle of a save', async () => {
    const adding = credentials.add(healthy);
    await Promise.resolve();
    credentials.forget();
    await adding;
    await another().add({ ...healthy, fields: { ...healthy.fields, apiKey: secretOf('elsewhere') } });
    expect(credentials.count()).toBe(2);
  });
});

describe('a room that cannot be read', () => {
  const spoilt = async (spoil: (room: Record<string, unknown>) => unknown) => {
    await credentials.add(healthy);
    const room = memory.vault.room('credentials') as Record<string, unknown>;
    await memory.vault.save({ rooms: { credentials: spoil(room) } });
    return another();
  };

  it.each<[string, (room: Record<string, unknown>) => unknown]>([
    ['null', () => null],
    ['a list', () => []],
    ['without its salt', ({ salt: _salt, ...room }) => room],
    ['with a row of nothing', (room) => ({ ...room, credentials: [{}] })],
    ['with the same row twice', ({ credentials: rows, ...room }) => ({ ...room, credentials: [rows, rows].flat() })],
    ['with something more in it', (room) => ({ ...room, more: 1 })],
  ])('is damaged, never empty: %s', async (_what, spoil) => {
    const store = await spoilt(spoil);
    expect(() => store.list()).toThrow('vault.corrupt');
    await expect(store.add(healthy)).rejects.toMatchObject({ code: 'vault.corrupt' });
  });

  it('of a later version is refused and left as it is', async () => {
    const store = await spoilt((room) => ({ ...room, version: roomVersion + 1 }));
    const before = JSON.stringify(memory.state.rooms());
    await expect(store.add(healthy)).rejects.toMatchObject({ code: 'vault.newer' });
    expect(JSON.stringify(memory.state.rooms())).toBe(before);
  });
});

describe('the list', () => {
  it('stands by label, as people count', async () => {
    for (const label of ['bot 10', 'Bot 9', 'alpha'])
      await credentials.add({ ...healthy, label, fields: { ...healthy.fields, apiKey: secretOf(label) } });
    expect(credentials.list().map(({ label }) => label)).toEqual(['alpha', 'Bot 9', 'bot 10']);
  });

  it('judges each key at the moment it is asked for', async () => {
    const id = await credentials.add(healthy);
    await credentials.answerSecondFactor('binance', 'on');
    const expires = instantOf(epochMsOf(now) + 20 * dayMs);
    const outcome: TestOutcome = { outcome: 'works', at: now, report: report(['read', 'spotTrade'], { expires }) };
    await credentials.recordTests([{ id, outcome }]);
    const worstOn = (day: number) =>
      credentials.list(instantOf(epochMsOf(now) + day * dayMs) satisfies Instant)[0]?.worst;
    expect([worstOn(0), worstOn(7), worstOn(18)]).toEqual([null, 'high', 'critical']);
  });

  it('shows a key whose exchange the catalogue has lost', async () => {
    const id = await credentials.add(healthy);
    const exchanges = { ...catalogue, exchangeOf: () => undefined };
    const store = createCredentials({ vault: memory.vault, clock, randomness: systemRandomness, exchanges });
    expect(store.list()[0]?.exchangeName).toBe('binance');
    expect((await store.get(id)).fields).toHaveLength(2);
  });
});
