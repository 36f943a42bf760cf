import { dayMs, hourMs, instantOf, minuteMs, type Instant } from '../../../core/base/instants';
import type { CredentialDetail, CredentialRow } from '../../../core/contract/credentials';
import {
  purposes,
  rights as allRights,
  type Granted,
  type Need,
  type PermissionReport,
  type Purpose,
  type Right,
} from '../../../core/contract/words';

const ago = (ms: number): Instant => instantOf(Date.now() - ms);
const ahead = (ms: number): Instant => instantOf(Date.now() + ms + hourMs);
const id = (n: number) => `k${String(n).padStart(25, '0')}`;

const grants = (...granted: Right[]): Record<Right, Granted> =>
  Object.fromEntries(allRights.map((right) => [right, granted.includes(right) ? 'yes' : 'no'])) as Record<
    Right,
    Granted
  >;

const needsOf: Record<Purpose, Partial<Record<Right, Need>>> = {
  tracker: { read: 'needed' },
  spotBot: { read: 'needed', spotTrade: 'needed' },
  marginBot: { read: 'needed', spotTrade: 'needed', marginTrade: 'needed', borrow: 'allowed' },
  futuresBot: { read: 'needed', futuresTrade: 'needed', spotTrade: 'allowed', transfer: 'warned' },
  copyTrading: { read: 'needed', spotTrade: 'allowed', futuresTrade: 'allowed' },
  manual: {},
};
const needs = (purpose: Purpose): Record<Right, Need> =>
  Object.fromEntries(
    allRights.map((right) => [right, needsOf[purpose][right] ?? (purpose === 'manual' ? 'allowed' : 'tooBroad')]),
  ) as Record<Right, Need>;

interface Sketch extends Partial<Omit<CredentialDetail, 'report' | 'findings'>> {
  label: string;
  granted?: Right[];
  findings?: CredentialDetail['findings'];
  report?: Partial<PermissionReport>;
}

let made = 0;

/** A key as the facade would show it, from what is special about it. */
export function key({ granted = ['read'], findings = [], report, ...sketch }: Sketch): CredentialDetail {
  made += 1;
  const purpose = sketch.purpose ?? 'tracker';
  const tested = sketch.tested === undefined ? ago(4 * minuteMs) : sketch.tested;
  const rights = tested === null ? null : { ...grants(...granted), ...sketch.rights };
  const ip = tested === null ? null : (sketch.ip ?? { state: 'restricted' as const, list: ['203.0.113.7'] });
  const expires = tested === null ? null : (sketch.expires ?? 'never');
  const exchange = sketch.exchange ?? 'binance';
  return {
    id: id(made),
    exchange,
    exchangeName: `${exchange.startsWith('practice:') ? 'Practice ' : ''}${exchange.endsWith('okx') ? 'OKX' : 'Binance'}`,
    practice: exchange.startsWith('practice:'),
    account: '',
    purpose,
    keyEnding: (0xa000 + made * 37).toString(16).slice(-4),
    added: ago(30 * dayMs),
    state: 'works',
    tradingLapses: null,
    due: null,
    dueReasons: [],
    policy: { every: 90, from: 'builtIn' },
    keepAlive: false,
    lives: [],
    egress: null,
    worst: findings[0]?.severity ?? null,
    fields: [
      { name: 'apiKey', label: 'API key', masked: `••••${(0xa000 + made * 37).toString(16).slice(-4)}` },
      { name: 'secret', label: 'Secret key', masked: '••••9c1e' },
      ...(exchange.endsWith('okx') ? [{ name: 'password' as const, label: 'Passphrase', masked: '••••' }] : []),
    ],
    diagnosis: null,
    muted: [],
    actions: [],
    throughTokens: null,
    needs: needs(purpose),
    tags: [],
    notes: '',
    keyPage: exchange.startsWith('practice:') ? null : 'https://www.binance.com/en/my/settings/api-management',
    ...sketch,
    tested,
    rights,
    ip,
    expires,
    findings,
    report:
      rights === null || ip === null || expires === null
        ? null
        : {
            asked: tested ?? ago(0),
            rights,
            granularity: exchange.endsWith('okx') ? 'coarse' : 'exact',
            ip,
            created: ago(200 * dayMs),
            expires,
            tradingLapses: sketch.tradingLapses ?? null,
            lastUsed: null,
            remarks: ['Account can trade', 'Account can deposit'],
            evidence: [
              { endpoint: 'GET /sapi/v1/account/apiRestrictions', at: tested ?? ago(0) },
              { endpoint: 'GET /api/v3/time', at: tested ?? ago(0) },
            ],
            ...report,
          },
  };
}

const canWithdraw = {
  kind: 'canWithdraw',
  severity: 'critical',
  title: 'This key can withdraw money',
  reason: 'Whoever gets this key can send everything in the account to an address of their own, at once and for good.',
  next: 'Open the key’s page at the exchange, turn the withdraw right off, and test again. No bot or tracker needs it.',
  rights: ['withdraw'],
  evidence: [],
} as const satisfies CredentialDetail['findings'][number];
const noIpList = {
  kind: 'noIpList',
  severity: 'high',
  title: 'Any address may use this key',
  reason: 'There is no IP list, so a stolen key works from anywhere.',
  next: 'Add the address of the computer that uses the key to its IP list at the exchange.',
  rights: [],
  evidence: [],
} as const satisfies CredentialDetail['findings'][number];
const broader = {
  kind: 'broaderThanPurpose',
  severity: 'medium',
  title: 'Broader than its purpose',
  reason: 'A tracker only reads, but this key may also trade on spot markets and transfer.',
  next: 'Turn the rights off that the tool does not use.',
  rights: ['spotTrade', 'transfer'],
  evidence: [],
} as const satisfies CredentialDetail['findings'][number];
const lapses = {
  kind: 'tradingLapsesSoon',
  severity: 'high',
  title: 'The trading right lapses in 5 days',
  reason: 'Binance takes trading away from a key without an IP list 90 days after it was made or renewed.',
  next: 'Restrict the key to an IP list, or renew it at the exchange before that day.',
  rights: ['spotTrade'],
  evidence: [],
} as const satisfies CredentialDetail['findings'][number];
const testFailed = {
  kind: 'testFailed',
  severity: 'medium',
  title: 'The last test failed',
  reason: 'What is shown may be out of date.',
  next: 'See the reason above, put it right, and test again.',
  rights: [],
  evidence: [],
} as const satisfies CredentialDetail['findings'][number];
const untested = {
  kind: 'untested',
  severity: 'low',
  title: 'Never tested',
  reason: 'Nobody has asked the exchange yet what this key may do.',
  next: 'Test the key.',
  rights: [],
  evidence: [],
} as const satisfies CredentialDetail['findings'][number];

/** A desk as a person would have it: real and practice keys in every state. */
export const desk: readonly CredentialDetail[] = [
  key({
    label: 'Old tracker key',
    account: 'main',
    granted: ['read', 'spotTrade', 'transfer', 'withdraw'],
    ip: { state: 'open', list: null },
    findings: [canWithdraw, noIpList, broader],
    report: { lastUsed: ago(41 * dayMs) },
  }),
  key({
    label: 'Grid bot',
    account: 'sub: grid',
    purpose: 'spotBot',
    granted: ['read', 'spotTrade'],
    throughTokens: {
      tokens: 2,
      lastUsed: ago(3 * minuteMs),
      rights: { read: { at: ago(3 * minuteMs), exact: true }, spotTrade: { at: ago(2 * hourMs), exact: true } },
    },
    ip: { state: 'open', list: null },
    tradingLapses: ahead(5 * dayMs),
    findings: [lapses, noIpList],
  }),
  key({
    label: 'Portfolio tracker',
    account: 'main',
    ip: { state: 'restricted', list: ['203.0.113.7', '203.0.113.8', '2001:db8::17'] },
    notes: 'Used by the tracker on the small server in the cellar.',
  }),
  key({
    label: 'Futures desk',
    throughTokens: {
      tokens: 1,
      lastUsed: ago(26 * hourMs),
      rights: {
        read: { at: ago(26 * hourMs), exact: true },
        spotTrade: { at: ago(30 * hourMs), exact: false },
        futuresTrade: { at: ago(30 * hourMs), exact: false },
      },
    },
    exchange: 'okx',
    account: 'trading',
    purpose: 'futuresBot',
    granted: ['read', 'spotTrade', 'marginTrade', 'futuresTrade', 'optionsTrade', 'convert'],
    rights: {
      ...grants('read', 'spotTrade', 'marginTrade', 'futuresTrade', 'optionsTrade', 'convert'),
      earn: 'unknown',
    },
    expires: ahead(62 * dayMs),
    findings: [
      { ...broader, reason: 'OKX offers one right for all trading, so margin and options come with futures.' },
    ],
  }),
  key({
    label: 'Copy trading',
    exchange: 'okx',
    account: 'copy',
    purpose: 'copyTrading',
    granted: ['read', 'spotTrade', 'futuresTrade'],
    state: 'fails',
    tested: ago(2 * hourMs),
    expires: ahead(9 * dayMs),
    diagnosis: {
      code: 'ipNotAllowed',
      text: 'The exchange refuses this computer’s address (198.51.100.23).',
      next: 'Add 198.51.100.23 to the key’s IP list, or use the key from an address that is on it.',
    },
    findings: [testFailed],
  }),
  key({ label: 'Tax report 2026', tested: null, state: 'untested', findings: [untested] }),
  key({
    label: 'Healthy',
    exchange: 'practice:binance',
    purpose: 'spotBot',
    granted: ['read', 'spotTrade'],
    ip: { state: 'restricted', list: ['127.0.0.1'] },
  }),
  key({
    label: 'Can withdraw',
    exchange: 'practice:okx',
    purpose: 'spotBot',
    granted: ['read', 'spotTrade', 'withdraw'],
    rights: { ...grants('read', 'spotTrade', 'withdraw') },
    findings: [canWithdraw],
  }),
  key({
    label: 'By hand',
    account: 'main',
    purpose: 'manual',
    granted: ['read', 'spotTrade', 'convert', 'earn'],
    rights: { ...grants('read', 'spotTrade', 'convert', 'earn'), withdraw: 'unknown' },
    ip: { state: 'unknown', list: null },
    expires: 'unknown',
  }),
];

/** As many keys as asked for, of the desk's kinds, each with a name of its own. */
export function manyKeys(count: number): CredentialDetail[] {
  return Array.from({ length: count }, (_, n) => {
    const like = desk[n % desk.length];
    if (like === undefined) throw new Error('the desk is empty');
    return {
      ...like,
      id: `m${String(n).padStart(25, '0')}`,
      label: `${like.label} ${n + 1}`,
      purpose: purposes[n % purposes.length] ?? like.purpose,
      keyEnding: (n % 0xffff).toString(16).padStart(4, '0'),
    };
  });
}

export function rowOf(detail: CredentialDetail): CredentialRow {
  const {
    fields: _f,
    muted: _m,
    throughTokens: _u,
    report: _r,
    diagnosis: _d,
    actions: _a,
    needs: _n,
    tags: _t,
    notes: _o,
    keyPage: _k,
    findings,
    ...row
  } = detail;
  return { ...row, findings: findings.length };
}
