import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../base/decimals';
import { canonical } from './canonical';
import { faultsOf } from './checks';
import { formatPolicy } from './format';
import { grantedClasses } from './grants';
import { policyFromJson } from './json';
import { parsePolicy } from './parse';
import { endpointClasses, longestLifeMs, orderTypes, Policy, sides, weekdays } from './policy';

const long = process.env.KEYHAVEN_TEST_LONG === '1';
const runs = long ? 50_000 : 400;

const read = (text: string): Policy => {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.policy;
};
const problemsOf = (text: string) => {
  const parsed = parsePolicy(text);
  return parsed.ok ? [] : parsed.problems;
};
/** The one thing that is wrong with a line beside a sound `on` and `allow`, which stand in front. */
const problemOf = (line: string) => {
  const problems = problemsOf(`on binance\nallow read.account\n${line}\n`);
  expect(problems).toHaveLength(1);
  return problems[0]!;
};

const currency = fc.constantFrom('USDT', 'USDC', 'BTC', 'EUR', '1INCH');
const number = fc
  .tuple(fc.nat(99_999_999), fc.nat(99_999_999), fc.nat(8))
  .map(([whole, fraction, digits]) =>
    `${whole}.${String(fraction).padStart(8, '0').slice(0, digits)}`.replace(/\.$/, ''),
  )
  .filter((text) => Decimal.of(text).isPositive());
const money = fc.record({ amount: number, currency });
const symbol = fc.oneof(
  fc
    .tuple(fc.constantFrom('BTC', 'ETH', '1000PEPE', 'A'.repeat(20)), currency)
    .map(([base, quote]) => `${base}/${quote}`),
  fc.constantFrom('BTC/USDT:USDT', 'BTC/USD:BTC', 'ETH/USDT:USDT-261225', 'BTC/USD:BTC-261225-100000-C'),
);
const symbols = fc.oneof(
  { weight: 30, arbitrary: fc.array(symbol, { minLength: 1, maxLength: 9 }) },
  { weight: 1, arbitrary: fc.array(symbol, { minLength: 150, maxLength: 250 }) },
);
const zone = fc.constantFrom(
  'UTC',
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'Etc/GMT+5',
  'Australia/Lord_Howe',
);
const hours = fc
  .record({
    days: fc.array(fc.constantFrom(...weekdays), { minLength: 1, maxLength: 7 }),
    from: fc.nat(1439),
    to: fc.integer({ min: 1, max: 1440 }),
    zone,
  })
  .filter(({ from, to }) => from < to);
const rate = fc.record({
  class: fc.constantFrom(...endpointClasses),
  count: fc.integer({ min: 1, max: 1_000_000 }),
  perMs: fc.oneof(fc.constantFrom(1000, 60_000, 86_400_000), fc.integer({ min: 1000, max: 86_400_000 })),
});
const life = fc.oneof(
  fc.constantFrom(60_000, 43_200_000, longestLifeMs),
  fc.integer({ min: 60_000, max: longestLifeMs }),
);
const classes = fc.array(fc.constantFrom(...endpointClasses), { maxLength: 10 });
const account = fc.oneof(
  fc.constantFrom('main', 'my main key', '', '#1', 'a,b', '"', 'on:off', 'Schlüssel\u202e'),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 80 }),
);

/** Every policy that can be, in any spelling that the schema takes: doubles, any order, zeros that say nothing. */
const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    version: fc.constant(1 as const),
    on: fc.record({ exchange: fc.stringMatching(/^[a-z0-9]{2,32}$/), account: fc.option(account) }),
    allow: classes,
    deny: classes,
    symbols: fc.oneof(symbols, fc.constant('any' as const), fc.constant<string[]>([])),
    denySymbols: fc.oneof(symbols, fc.constant<string[]>([])),
    sides: fc.array(fc.constantFrom(...sides), { minLength: 1, maxLength: 2 }),
    types: fc.array(fc.constantFrom(...orderTypes), { minLength: 1, maxLength: 8 }),
    maxOrder: fc.option(money),
    max24h: fc.option(money),
    maxOpen: fc.option(money),
    priceBand: fc.option(number),
    rates: fc.array(rate, { maxLength: 6 }),
    hours: fc.array(hours, { maxLength: 4 }),
    lifeMs: life,
    idleMs: fc.option(life),
    onEnd: fc.constantFrom('keep' as const, 'cancel' as const),
    maxLeverage: fc.option(number),
  })
  .filter((policy) => faultsOf(canonical(policy)).length === 0);

describe('the text and the JSON of a policy', () => {
  it('are one: what is formatted is read back as the same policy', ({ task }) => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        const text = formatPolicy(policy);
        expect(read(text)).toEqual(canonical(policy));
        expect(policyFromJson(JSON.parse(JSON.stringify(policy)))).toEqual({ ok: true, policy: canonical(policy) });
      }),
      { numRuns: runs },
    );
    task.meta.figures = { 'policies written and read back': runs };
  });

  it('have one canonical form: what was formatted once is formatted the same again', () => {
    fc.assert(
      fc.property(anyPolicy, fc.boolean(), (policy, crlf) => {
        const text = formatPolicy(policy);
        expect(formatPolicy(read(crlf ? `\uFEFF${text.replaceAll('\n', '\r\n')}` : text))).toBe(formatPolicy(policy));
        expect(canonical(canonical(policy))).toEqual(canonical(policy));
        expect(Policy.parse(canonical(policy))).toEqual(canonical(policy));
      }),
      { numRuns: runs },
    );
  });

  it('are never half read: any text gives a policy or problems that stand in it', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'on binance',
        'allow',
        'trade.create',
        '\n',
        ' ',
        ',',
        '"',
        '#',
        'symbols any',
        '12h',
        'hours Mon',
        '07:00-22:00',
        'UTC',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const parsed = parsePolicy(text);
        if (parsed.ok) {
          expect(read(formatPolicy(parsed.policy))).toEqual(parsed.policy);
          return;
        }
        expect(parsed.problems.length).toBeGreaterThan(0);
        const lines = text.split(/\r\n|\n|\r/);
        for (const { line, column, message } of parsed.problems) {
          expect(message).toMatch(/^[^\p{C}]+$/u);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? -1) + 1);
        }
      }),
      { numRuns: runs },
    );
  });
});

describe('a policy in ten lines', () => {
  const text = `on binance:main
allow read.account, trade.create, trade.cancel
symbols BTC/USDT, ETH/USDT
side buy, sell
types limit, postOnly
max-order 250 USDT
max-24h 2000 USDT
max-open 1000 USDT
price-band 3%
rate trade.create 30/1m
hours Mon-Fri 07:00-22:00 Europe/London
expires 12h
on-end keep
`;

  it('is read as what it says, and formatted as it was written', () => {
    expect(read(text)).toEqual({
      version: 1,
      on: { exchange: 'binance', account: 'main' },
      allow: ['read.account', 'trade.create', 'trade.cancel'],
      deny: [],
      symbols: ['BTC/USDT', 'ETH/USDT'],
      denySymbols: [],
      sides: ['buy', 'sell'],
      types: ['limit', 'postOnly'],
      maxOrder: { amount: '250', currency: 'USDT' },
      max24h: { amount: '2000', currency: 'USDT' },
      maxOpen: { amount: '1000', currency: 'USDT' },
      priceBand: '3',
      rates: [{ class: 'trade.create', count: 30, perMs: 60_000 }],
      hours: [{ days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], from: 420, to: 1320, zone: 'Europe/London' }],
      lifeMs: 43_200_000,
      idleMs: null,
      onEnd: 'keep',
      maxLeverage: null,
    });
    expect(formatPolicy(read(text))).toBe(text);
  });

  it('says the same with comments, blank lines, odd spaces, a byte order mark and line ends of Windows', () => {
    const odd = `\uFEFF# my bot\r\n\r\n${text.replaceAll('\n', ' \t# a remark\r\n').replaceAll(', ', ',').replaceAll(' ', '  ')}   \r\n`;
    expect(read(odd)).toEqual(read(text));
  });

  it('takes the defaults where nothing is written', () => {
    const { sides: side, types, priceBand, lifeMs, idleMs, onEnd } = read('on okx\nallow read.account');
    expect({ side, types, priceBand, lifeMs, idleMs, onEnd }).toEqual({
      side: ['buy', 'sell'],
      types: ['limit', 'postOnly'],
      priceBand: '3',
      lifeMs: 12 * 3_600_000,
      idleMs: null,
      onEnd: 'keep',
    });
  });
});

describe('lines that stand twice', () => {
  const with_ = (...lines: string[]) => read(['on binance', 'allow read.account', ...lines].join('\n'));

  it('add up where they are lists', () => {
    expect(with_('allow read.history', 'allow read.history, read.market').allow).toEqual([
      'read.market',
      'read.account',
      'read.history',
    ]);
    expect(with_('symbols BTC/USDT', 'symbols ETH/USDT, BTC/USDT').symbols).toEqual(['BTC/USDT', 'ETH/USDT']);
    expect(with_('deny trade.edit', 'deny address.read').deny).toEqual(['trade.edit', 'address.read']);
    expect(with_('side sell', 'side buy').sides).toEqual(['buy', 'sell']);
    expect(with_('hours Mon 01:00-02:00 UTC', 'hours Tue 01:00-02:00 UTC').hours).toHaveLength(2);
  });

  it('take the smallest where they are limits, and the shortest where they are times', () => {
    expect(with_('max-order 250 USDT', 'max-order 100.50 USDT', 'max-order 900 USDT').maxOrder?.amount).toBe('100.5');
    expect(with_('price-band 5%', 'price-band off', 'price-band 2%').priceBand).toBe('2');
    expect(with_('price-band off').priceBand).toBeNull();
    expect(with_('price-band 10%').priceBand).toBe('10');
    expect(with_('max-leverage 9', 'max-leverage 10').maxLeverage).toBe('9');
    expect(with_('expires 2d', 'expires 3h').lifeMs).toBe(3 * 3_600_000);
    expect(with_('idle 30m', 'idle 2h').idleMs).toBe(30 * 60_000);
    expect(
      with_('rate read.account 5/1m', 'rate read.account 3/1m', 'rate read.account 90/1h').rates.map(
        (each) => each.count,
      ),
    ).toEqual([3, 90]);
  });

  it('are refused where they contradict each other', () => {
    expect(problemOf('on okx')).toMatchObject({
      line: 3,
      column: 1,
      message: expect.stringContaining('a policy is for one'),
    });
    expect(problemOf('max-order 5 USDT\nmax-order 5 EUR')).toMatchObject({
      line: 4,
      message: expect.stringContaining('one currency'),
    });
    expect(problemOf('on-end keep\non-end cancel')).toMatchObject({
      line: 4,
      message: expect.stringContaining('keep one of them'),
    });
    expect(problemOf('symbols any\nsymbols BTC/USDT')).toMatchObject({
      line: 3,
      message: expect.stringContaining('contradict'),
    });
    expect(problemsOf('on binance\non binance\nallow read.account')).toEqual([]);
  });
});

describe('what is wrong with a policy', () => {
  it.each([
    ['alow read.account', 1, 'allowed: on, allow, deny, symbols', 'Did you mean allow?'],
    ['Allow read.account', 1, 'found “Allow”', 'Did you mean allow?'],
    ['allow trade.craete', 7, 'found “trade.craete” where a class is expected', 'Did you mean trade.create?'],
    ['allow read.account trade.edit', 20, 'a comma is missing before “trade.edit”', ''],
    ['allow read.account,', 20, 'a class is missing here', ''],
    ['allow ,read.account', 7, 'found a comma where a class is expected', ''],
    ['allow withdraw', 7, 'can never be granted', 'allowed: read.market'],
    ['allow transfer.internal', 7, 'can never be granted', ''],
    ['allow address.write', 7, 'can never be granted', ''],
    ['side long', 6, 'found “long” where a side is expected; allowed: buy, sell', ''],
    ['types limit, postonly', 14, 'found “postonly”', 'Did you mean postOnly?'],
    ['symbols btc/usdt', 9, 'where a symbol is expected', 'Did you mean BTC/USDT?'],
    ['symbols BTCUSDT', 9, 'for example BTC/USDT', ''],
    ['symbols BTC/USDT, any', 19, '“symbols any” is a line of its own', ''],
    ['max-order 250', 14, 'a currency is missing here', ''],
    ['max-order 250 usdt', 15, 'in capital letters', 'Did you mean USDT?'],
    ['max-order 2,000 USDT', 12, 'write it without', ''],
    ['max-order 0 USDT', 11, 'a plain number above 0', ''],
    ['max-order -5 USDT', 11, 'a plain number above 0', ''],
    ['max-order 1e3 USDT', 11, 'a plain number above 0', ''],
    ['max-order 5 USDT EUR', 18, 'found “EUR” where the line should end', ''],
    ['price-band 3', 12, 'for example 3%, or “off”', ''],
    ['max-leverage x3', 14, 'found “x3”', 'for example 3'],
    ['rate trade.create 30', 19, 'for example 30/1m', ''],
    ['rate trade.create 0/1m', 19, 'a count from 1', ''],
    ['rate trade.create 5/2d', 19, 'a time from 1s to 1d', ''],
    ['hours Mon-Fri 07:00-22:00 Europe/Londn', 27, 'by its IANA name', 'Did you mean Europe/London?'],
    ['hours Mon-Fri 07:00-22:00 +01:00', 27, 'by its IANA name', ''],
    ['hours Mon-Fri 22:00-06:00 UTC', 15, 'over midnight it is two lines', ''],
    ['hours Mon-Fri 7-22 UTC', 15, 'for example 07:00-22:00', ''],
    ['hours Mon-Fri 24:00-24:00 UTC', 15, 'for example 07:00-22:00', ''],
    ['hours Mon-Foo 07:00-22:00 UTC', 7, 'found “Foo”', 'allowed: Mon, Tue'],
    ['hours Mon-Tue-Wed 07:00-22:00 UTC', 7, 'Mon-Tue-Wed', ''],
    ['hours Mon-Fri 07:00-22:00', 26, 'a time zone, for example Europe/London or UTC, is missing here', ''],
    ['expires 31d', 9, 'from 1m to 30d', ''],
    ['expires 59s', 9, 'from 1m to 30d', ''],
    ['idle never', 6, 'for example 12h', ''],
    ['on-end sell', 8, 'allowed: keep, cancel', ''],
    ['on binance:my key', 15, 'in quotation marks', ''],
    ['on binance:"my key', 12, 'never closed', ''],
    ['on Binance', 4, 'in small letters', ''],
    ['on', 3, 'an exchange is missing here', ''],
    ['allow', 6, 'a class is missing here', ''],
  ])('is said with its place: %s', (line, column, found, meant) => {
    const problem = problemOf(line);
    expect(problem).toMatchObject({ line: 3, column });
    expect(problem.message).toContain(found);
    expect(problem.message).toContain(meant);
  });

  it.each([
    ['allow trade.create', 'trade.create needs a line with symbols'],
    ['allow trade.cancel.any', 'trade.cancel.any needs a line with symbols'],
    ['symbols any\nallow margin.set', 'margin.set needs a line with max-leverage'],
    ['max-24h 5 USDT\nmax-open 5 EUR', 'both must be in one currency'],
  ])('is said where only all lines together show it: %s', (lines, message) => {
    expect(problemOf(lines).message).toContain(message);
  });

  it('is told of every line at once', () => {
    const problems = problemsOf('allow x\nside y\non binance\ntypes z');
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [1, 7],
      [2, 6],
      [4, 7],
    ]);
  });

  it('names what is missing altogether', () => {
    expect(problemsOf('')).toEqual([{ line: 1, column: 1, message: expect.stringContaining('“on” is missing') }]);
    expect(problemsOf('# nothing yet\n')).toHaveLength(1);
    expect(problemsOf('on binance')).toEqual([
      { line: 1, column: 1, message: expect.stringContaining('nothing is allowed') },
    ]);
  });

  it('shows nothing that a terminal could obey', () => {
    expect(problemOf('allow \u001b[31mread\u202e').message).toContain('“\\u001b[31mread\\u202e”');
  });

  it('is its size, before anything is read', () => {
    expect(problemsOf(`on binance\nallow read.account\n#${'x'.repeat(20_000)}`)).toEqual([
      { line: 1, column: 1, message: expect.stringContaining('at most 20000') },
    ]);
    expect(problemsOf(`on binance\nallow read.account${'\n'.repeat(1000)}`)).toEqual([
      { line: 1, column: 1, message: expect.stringContaining('at most 1000') },
    ]);
    const many = Array.from({ length: 501 }, (_, index) => `A${index}/B`).join(', ');
    expect(problemOf(`symbols ${many}`).message).toBe('501 are too many; at most 500 are allowed');
  });

  it('has a path in the JSON', () => {
    const sound = JSON.parse(JSON.stringify(read('on binance\nallow read.account'))) as Record<string, unknown>;
    const paths = (change: object) => {
      const parsed = policyFromJson({ ...sound, ...change });
      return parsed.ok ? [] : parsed.problems.map(({ path }) => path);
    };
    expect(paths({})).toEqual([]);
    expect(paths({ allow: ['read.account', 'withdraw'] })).toEqual(['allow.1']);
    expect(paths({ allow: [] })).toEqual(['allow']);
    expect(paths({ allow: ['trade.create'] })).toEqual(['symbols']);
    expect(paths({ maxOrder: { amount: '0', currency: 'USDT' } })).toEqual(['maxOrder.amount']);
    expect(paths({ maxOrder: { amount: 5, currency: 'USDT' } })).toEqual(['maxOrder.amount']);
    expect(paths({ hours: [{ days: ['Mon'], from: 9, to: 9, zone: 'Mars/Base' }] })).toEqual([
      'hours.0.to',
      'hours.0.zone',
    ]);
    expect(paths({ surprise: true })).toEqual(['']);
    expect(policyFromJson(null)).toMatchObject({ ok: false, problems: [{ path: '' }] });
    const heavy = Array.from({ length: 500 }, (_, index) => `${'A'.repeat(20)}/USDT:${'B'.repeat(20)}-${index}`);
    expect(paths({ symbols: heavy })).toEqual(['']);
  });
});

describe('what is granted', () => {
  const granted = (...lines: string[]) =>
    [...grantedClasses(read(['on binance', 'symbols any', ...lines].join('\n')))].sort();

  it('has what a client needs to start, with any class', () => {
    for (const each of endpointClasses) expect(granted(`allow ${each}`, 'max-leverage 3')).toContain('read.setup');
  });

  it('is never what is denied, also where it would come with another class', () => {
    expect(granted('allow read.account, read.history', 'deny read.history, read.setup')).toEqual(['read.account']);
    expect(granted('allow trade.cancel.any')).toEqual(['read.setup', 'trade.cancel', 'trade.cancel.any']);
    expect(granted('allow read.account', 'deny read.account')).toEqual([]);
  });
});
