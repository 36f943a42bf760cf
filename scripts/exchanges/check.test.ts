import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generated } from '../../core/exchanges/catalogue/generated';
import { root } from '../lib/paths.mjs';
import { installedCcxt, loadCcxt, type Ccxt } from './ccxt';
import { changesIn } from './compare';
import { endpointsOf } from './endpoints';
import codes from './known-codes.json';
import { ours } from './ours';
import { codesFile, codesText, generatedFile, generatedText } from './text';

let ccxt: Ccxt;
let folder: string;
beforeAll(() => {
  ccxt = loadCcxt(installedCcxt);
  folder = mkdtempSync(join(tmpdir(), 'keyhaven-ccxt-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A ccxt of its own version, in which `change` was done to the real classes. */
function doctored(change: string): string {
  const home = mkdtempSync(join(folder, 'copy-'));
  mkdirSync(join(home, 'dist'));
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'ccxt', version: '4.6.0', type: 'module' }));
  const real = JSON.stringify(join(installedCcxt, 'dist', 'ccxt.cjs'));
  const code = `
const ccxt = { ...require(${real}) };
ccxt.exchanges = [...ccxt.exchanges];
const redo = (id, how) => {
  const Real = ccxt[id];
  ccxt[id] = class extends Real { describe() { const told = super.describe(); how(told); return told; } };
};
${change}
module.exports = ccxt;`;
  writeFileSync(join(home, 'dist', 'ccxt.cjs'), code);
  return home;
}

const changesOf = (home: string) => changesIn(loadCcxt(home), { rows: generated, codes }, ours);

describe('what is written from ccxt', () => {
  it('is what the installed one says; npm run exchanges:write brings it up to date', async () => {
    expect(readFileSync(generatedFile, 'utf8')).toBe(await generatedText(ccxt));
    expect(readFileSync(codesFile, 'utf8')).toBe(await codesText(ccxt));
  });

  it('names every call by the name that ccxt gives it', () => {
    for (const [id, exchange] of ccxt.exchanges) {
      const unknown = endpointsOf(exchange).filter(({ call }) => typeof (exchange as never)[call] !== 'function');
      expect(
        unknown.map(({ call }) => call),
        id,
      ).toEqual([]);
    }
  });
});

describe('the check of a ccxt', () => {
  it('finds nothing in the installed one', () => {
    expect(changesIn(ccxt, { rows: generated, codes }, ours)).toEqual([]);
  });

  it.each([
    [
      'an exchange that is gone',
      `ccxt.exchanges = ccxt.exchanges.filter((id) => id !== 'luno');`,
      ['luno is gone. Keys of it are still shown and copied, and can no longer be added or tested.'],
    ],
    [
      'a new exchange',
      `ccxt.exchanges.push('mtgox'); ccxt.mtgox = class extends ccxt.luno { describe() { return { ...super.describe(), id: 'mtgox', name: 'Mt. Gox' }; } };`,
      ['mtgox (Mt. Gox) is new. Its fields, page and siblings are not reviewed.'],
    ],
    [
      'a field that a key needs now',
      `redo('zaif', (told) => { told.requiredCredentials = { apiKey: true, secret: true, uid: true }; });`,
      ['zaif: a key needs the field “uid” now.'],
    ],
    [
      'another host',
      `redo('kraken', (told) => { told.urls.api.private = 'https://api.kraken.example'; });`,
      ['kraken: keys would go to a host they never went to, api.kraken.example.'],
    ],
    [
      'an endpoint that the broker has no class for',
      `redo('okx', (told) => { told.api.private.post['asset/new-withdrawal'] = 1; });`,
      ['okx: POST /api/v5/asset/new-withdrawal has no class in the broker, which refuses it.'],
    ],
    [
      'a call that tests keys and is gone',
      `redo('myokx', (told) => { delete told.api.private.get['account/config']; });`,
      ['myokx: the call privateGetAccountConfig is gone, by which its keys are tested.'],
    ],
    [
      'an error that is new, and one of another class',
      `redo('okxus', (told) => { told.exceptions.exact['59999'] = ccxt.PermissionDenied; told.exceptions.exact['50111'] = ccxt.BadRequest; });`,
      [
        'okxus: the error “59999” is new (PermissionDenied). The diagnosis has no row for it.',
        'okxus: the error “50111” is now of the class BadRequest, not AuthenticationError.',
      ],
    ],
  ])('says %s, and nothing else', (_, change, expected) => {
    expect(changesOf(doctored(change))).toEqual(expected);
  });

  it('ends with 1 where something changed, and says how much', () => {
    const home = doctored(`ccxt.exchanges = ccxt.exchanges.filter((id) => id !== 'luno');`);
    const { status, stdout } = spawnSync('npm', ['run', '-s', 'exchanges:check', '--', '--against', home], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^ccxt 4\.6\.0, against the catalogue from 4\.5\.84:\n- luno is gone\./);
    expect(status).toBe(1);
  });
});
