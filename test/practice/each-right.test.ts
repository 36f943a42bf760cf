import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs } from '../../core/base/instants';
import { rights as allRights } from '../../core/contract/lists';
import { PermissionReport, type Granted, type Right } from '../../core/contract/words';
import { practiceStyles } from '../../core/exchanges/catalogue/rows';
import { styles } from '../../practice/styles';
import { secretsIn } from '../terminal/support/canary';
import { openHouse, type Fields, type House } from './house';
import { makeKey, type Wanted } from './own-key';
import { toldFacts, type ToldFacts } from './told-facts';
import { toldRights, type Told } from './told-rights';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const made: Fields[] = [];

async function keyOf(wanted: Wanted): Promise<Fields> {
  const fields = await makeKey(house, wanted);
  made.push(fields);
  return fields;
}

async function reportOf(wanted: Wanted): Promise<PermissionReport> {
  const outcome = await house.test(`practice:${wanted.style}`, await keyOf(wanted));
  if (outcome.outcome === 'fails') throw new Error(`${outcome.diagnosis.code}: ${outcome.diagnosis.text}`);
  expect(PermissionReport.safeParse(outcome.report).success).toBe(true);
  return outcome.report;
}

/** `told` in the notation of the table; the later of two words for one right counts. */
function written(...told: string[]): Record<Right, Granted> {
  const named = told.flatMap((text) => text.split(' ')).filter((word) => word !== '');
  return Object.fromEntries([
    ...allRights.map((right) => [right, 'no']),
    ...named.map((word) => (word.endsWith('?') ? [word.slice(0, -1), 'unknown'] : [word, 'yes'])),
  ]) as Record<Right, Granted>;
}

const wantedOf = ({ style, chosen, base = [] }: Told, rights: readonly string[]): Wanted => ({
  ...{ style, ...chosen },
  rights: [...new Set([...base, ...rights])],
});

const tables = toldRights.map((told) => [[told.style, told.kind].filter(Boolean).join(', '), told] as const);

describe('the table of what each right alone is told as', () => {
  it.each(practiceStyles)('has all rights of %s', (style) => {
    const known = toldRights
      .filter((told) => told.style === style)
      .flatMap(({ rights, others = [] }) => [...Object.keys(rights), ...others]);
    expect([...new Set(known)].sort(), style).toEqual([...styles[style].rights].sort());
  });
});

describe.each(tables)('a key of %s', (_, told) => {
  const { rights, others = [], always, granularity = 'exact', together = [] } = told;

  it.each(Object.entries(rights))('with %s may do that and nothing else', async (right, may) => {
    const report = await reportOf(wantedOf(told, [right]));
    expect(report.rights).toEqual(written(always, may));
    expect(report).toMatchObject({ granularity, how: 'told' });
  });

  it.each(others)('with %s is told this word, and its report is not exact', async (word) => {
    const report = await reportOf(wantedOf(told, [word]));
    expect(Object.values({ ...report.rights, read: 'no' })).not.toContain('yes');
    expect(report.granularity).toBe('coarse');
    expect(report.remarks.join('\n')).toContain(`does not know: ${word}.`);
  });

  it.each(together)('with %j may do what they let it do together', async (several, may) => {
    expect((await reportOf(wantedOf(told, several))).rights).toEqual(written(always, may));
  });

  it('with all rights may do all that one of them lets it do', async () => {
    const { rights: may } = await reportOf(wantedOf(told, [...Object.keys(rights), ...others]));
    const yes = written(always, ...Object.values(rights).map((words) => words.replace(/\S+\?/g, '')));
    expect(allRights.filter((right) => yes[right] === 'yes' && may[right] !== 'yes')).toEqual([]);
  });
});

const facts = practiceStyles.map((style) => [style, toldFacts[style]] as const);
const address = '203.0.113.7';
const lists = {
  list: { state: 'restricted', list: [address] },
  flag: { state: 'restricted', list: null },
  masked: { state: 'restricted', list: ['203.**.7'] },
  nothing: { state: 'unknown', list: null },
} as const satisfies Record<ToldFacts['ip'], PermissionReport['ip']>;

describe.each(facts)('what %s tells of a key beside its rights', (style, told) => {
  const tradingKey = (chosen: object = {}) =>
    reportOf({ style, rights: [...new Set([...told.reads, ...told.trades])], ...chosen });

  it('is its list of addresses, or that nothing is said of one', async () => {
    expect((await tradingKey({ ipList: [address] })).ip).toEqual(lists[told.ip]);
    const open = (await tradingKey()).ip;
    expect(open.state).toBe(told.ip === 'nothing' ? 'unknown' : 'open');
    expect(open.list ?? []).toEqual([]);
  });

  it('is when it was made, or nothing of that', async () => {
    const before = Date.now();
    const { created } = await tradingKey();
    // Some tell whole seconds.
    if (told.created) expect(Math.abs(Date.parse(created ?? '') - before)).toBeLessThan(60_000);
    else expect(created).toBeNull();
  });

  it('is when it ends, where its keys do', async () => {
    expect((await tradingKey()).expires).toBe(told.endless);
    if (told.expires === 'nothing') return;
    const end = Date.now() + 40.5 * dayMs;
    const { expires } = await tradingKey({ expiresAt: new Date(end).toISOString() });
    const within = told.expires === 'days' ? dayMs : 1_000;
    expect(Math.abs(Date.parse(expires) - end)).toBeLessThanOrEqual(within);
  });

  it('is when it was last used before, where that is told', async () => {
    const fields = await keyOf({ style, rights: [...told.reads, ...told.trades] });
    const begun = Date.now();
    const [first, second] = [
      await house.test(`practice:${style}`, fields),
      await house.test(`practice:${style}`, fields),
    ];
    expect(first).toMatchObject({ outcome: 'works' });
    const { lastUsed } = (second as { report: PermissionReport }).report;
    if (told.lastUsed) expect(Math.abs(Date.parse(lastUsed ?? '') - begun)).toBeLessThan(60_000);
    else expect(lastUsed).toBeNull();
  });

  it('is no trade where it may only read', async () => {
    const { rights } = await reportOf({ style, rights: told.reads });
    expect(rights).toMatchObject({ read: 'yes', spotTrade: 'no' });
    expect(Object.entries(rights).filter(([right, may]) => may === 'yes' && right !== 'read')).toEqual([]);
    expect((await tradingKey()).rights.spotTrade).toBe('yes');
  });
});

describe('what the worker said of all these keys', () => {
  it('holds no key, secret or passphrase', () => {
    const said = house.heard.filter((line) => line.startsWith('worker: '));
    expect(said.length).toBeGreaterThanOrEqual(made.length);
    expect(secretsIn(house.heard.join('\n'), new Set(made.flatMap((fields) => Object.values(fields))))).toEqual([]);
  });
});
