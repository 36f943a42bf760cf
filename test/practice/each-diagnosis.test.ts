import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestOutcome } from '../../core/contract/words';
import { practiceStyles } from '../../core/exchanges/catalogue/rows';
import type { StyleId } from '../../practice/state';
import { secretsIn } from '../terminal/support/canary';
import { codeOf, eventually, openHouse, type Fields, type House } from './house';
import { makeKey } from './own-key';
import { toldFacts } from './told-facts';
import { toldRefusals, troubles, type Trouble } from './told-refusals';

let house: House;
/** Asks the same exchange, and waits for nobody. */
let hasty: House;
beforeAll(async () => {
  house = await openHouse();
  hasty = await openHouse({ practice: house.home, deadlineMs: 1_500 });
});
afterEach(() => house.control('POST', '/keyhaven/faults/clear', { style: 'all' }));
afterAll(async () => {
  await hasty.close();
  await house.close();
});

const made: Fields[] = [];

async function keyOf(style: StyleId, chosen: object = {}): Promise<Fields> {
  const { reads, trades } = toldFacts[style];
  const fields = await makeKey(house, { style, rights: [...new Set([...reads, ...trades])], ...chosen });
  made.push(fields);
  return fields;
}

/** Another key of the same form: its last letter or digit is the next one. */
const neighbour = (apiKey: string): string =>
  apiKey.replace(/[0-9a-zA-Z](?=[^0-9a-zA-Z]*$)/, (last) => (/[9fFzZ]/.test(last) ? '0' : next(last)));
const next = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) + 1);

const faulty = (style: StyleId, faults: object) => house.control('POST', '/keyhaven/faults', { style, faults });

/** Brings the trouble about. @returns the key to test */
const causes: Readonly<Record<Trouble, (style: StyleId) => Promise<Fields>>> = {
  async wrongKey(style) {
    const fields = await keyOf(style);
    return { ...fields, apiKey: neighbour(fields.apiKey ?? '') };
  },
  async wrongSecret(style) {
    const { secret } = await keyOf(style);
    return { ...(await keyOf(style)), ...(secret !== undefined && { secret }) };
  },
  async wrongPassphrase(style) {
    const { password } = await keyOf(style);
    return { ...(await keyOf(style)), ...(password !== undefined && { password }) };
  },
  async deletedKey(style) {
    const fields = await keyOf(style);
    await faulty(style, { keyDeleted: [fields.apiKey] });
    return fields;
  },
  expiredKey: (style) => keyOf(style, { expiresAt: new Date(Date.now() - 60_000).toISOString() }),
  // The right that the question asks for is the first that reads.
  missingRight: (style) => keyOf(style, { rights: toldFacts[style].trades }),
  async foreignAddress(style) {
    await faulty(style, { ipRefused: true });
    return keyOf(style, { ipList: ['203.0.113.7'] });
  },
  clockOff: whileFaulty({ clock: { offsetMs: 600_000 } }),
  tooMany: whileFaulty({ '429': true }),
  banned: whileFaulty({ ban418: true }),
  maintenance: whileFaulty({ maintenance: true }),
  failing: whileFaulty({ '500': true }),
  page: whileFaulty({ html: true }),
  cut: whileFaulty({ cut: true }),
  slow: whileFaulty({ slow: { ms: 60_000 } }),
  drip: whileFaulty({ drip: { everyMs: 500 } }),
};

function whileFaulty(faults: object) {
  return async (style: StyleId): Promise<Fields> => {
    await faulty(style, faults);
    return keyOf(style);
  };
}

type TestFails = Extract<TestOutcome, { outcome: 'fails' }>;

const isHasty = (trouble: Trouble): boolean => trouble === 'slow' || trouble === 'drip';

describe.each(practiceStyles)('at %s', (style) => {
  const rows = troubles.flatMap((trouble) => {
    const code = toldRefusals[style][trouble];
    return code === null ? [] : [[trouble, code] as const];
  });

  it.each(rows)('%s ends as %s', async (trouble, code) => {
    const fields = await causes[trouble](style);
    const before = await house.serverStatus();
    const outcome = await (isHasty(trouble) ? hasty : house).test(`practice:${style}`, fields);
    expect(codeOf(outcome)).toBe(code);
    // It was the exchange that ended the test, and not something before it.
    expect((await house.serverStatus()).requests).toBeGreaterThan(before.requests);
    if (isHasty(trouble)) {
      await eventually('nobody waits any longer', async () => (await house.serverStatus()).openSockets === 0);
    }
  });

  it('works when all is over', async () => {
    expect(codeOf(await house.test(`practice:${style}`, await keyOf(style)))).toBe('works');
  });
});

const clocked = practiceStyles.filter((style) => toldRefusals[style].clockOff === 'clockOff');

describe.each(clocked)('a clock that differs from that of %s', (style) => {
  it.each([300_000, -300_000])('by %d ms is measured', async (offsetMs) => {
    await faulty(style, { clock: { offsetMs } });
    const outcome = await house.test(`practice:${style}`, await keyOf(style));
    const { clockOffMs = 0 } = (outcome as TestFails).diagnosis;
    expect(Math.abs(clockOffMs - offsetMs)).toBeLessThan(10_000);
  });
});

describe('what the worker said of all these failures', () => {
  it('holds no key, secret or passphrase', () => {
    const said = [...house.heard, ...hasty.heard].filter((line) => line.startsWith('worker: '));
    expect(said.length).toBeGreaterThan(practiceStyles.length * 12);
    expect(secretsIn(said.join('\n'), new Set(made.flatMap((fields) => Object.values(fields))))).toEqual([]);
    expect(said.join('\n')).not.toMatch(/https?:|origin_string|timestamp=/i);
  });
});
