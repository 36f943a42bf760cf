import type { Fields } from './inspector';

/** One documented answer of every family that tells rights, by ccxt's id: a script for its calls, values invented. */

export const ownKey = 'kh-test-own-key';
const wallet = `0x${'ab'.repeat(20)}`;
export const agent = `0x${'cd'.repeat(20)}`;

export interface Family {
  readonly script: Readonly<Record<string, unknown>>;
  readonly fields?: Fields;
  /** The address of the private key. */
  readonly address?: string;
}

const one = (answer: unknown, fields: Fields = { apiKey: ownKey }): Family => ({ script: { rights: answer }, fields });

export const binanceAnswer = {
  ipRestrict: true,
  createTime: 1731000000000,
  enableReading: true,
  enableWithdrawals: false,
  enableInternalTransfer: false,
  enableMargin: false,
  enableFutures: true,
  permitsUniversalTransfer: false,
  enableVanillaOptions: false,
  enableFixApiTrade: false,
  enableFixReadOnly: true,
  enableSpotAndMarginTrading: true,
  enablePortfolioMarginTrading: false,
};

export const bybitKey = {
  id: '9911223',
  note: 'kh-test',
  apiKey: ownKey,
  readOnly: 0,
  secret: '',
  permissions: {
    ContractTrade: ['Order', 'Position'],
    Spot: ['SpotTrade'],
    Wallet: ['AccountTransfer', 'SubMemberTransfer'],
    Options: ['OptionsTrade'],
    Derivatives: ['DerivativesTrade'],
    CopyTrading: [],
    Exchange: ['ExchangeHistory'],
    Earn: ['Earn'],
    FiatP2P: [],
  },
  ips: ['203.0.113.7'],
  type: 1,
  deadlineDay: -2,
  expiredAt: '1970-01-01T00:00:00Z',
  createdAt: '2025-10-13T03:20:45Z',
  uta: 1,
  isMaster: true,
};

export const krakenKey = {
  api_key_name: 'kh-test',
  api_key: ownKey,
  nonce: '1790000000000',
  nonce_window: '0',
  permissions: ['query-funds', 'query-open-trades', 'modify-trades', 'close-trades', 'create-ws-token'],
  valid_until: '0',
  query_from: '0',
  query_to: '0',
  created_time: '1760000000',
  modified_time: '1760000500',
  ip_allowlist: ['203.0.113.7'],
  last_used: '1763000000',
};

export const kucoinKey = {
  remark: 'kh-test',
  apiKey: ownKey,
  apiVersion: 3,
  permission: 'General,Spot,Margin,Futures,InnerTransfer',
  ipWhitelist: '203.**.113,198.**.100',
  createdAt: 1760000000000,
  uid: 200000001,
  isMaster: true,
};

export const gateDetail = { user_id: 10001, ip_whitelist: ['203.0.113.7'], currency_pairs: [], key: { mode: 1 } };
export const gateKey = {
  state: 1,
  name: 'kh-test',
  user_id: 10001,
  key: 'kh-test-own****',
  currency_pairs: [],
  ip_whitelist: ['203.0.113.7'],
  perms: [
    { name: 'spot', read_only: false },
    { name: 'wallet', read_only: true },
    { name: 'futures', read_only: true },
    { name: 'account', read_only: true },
  ],
  created_at: '1760000000',
  last_access: '1763000000',
};

export const bitgetUnified = {
  userId: '7000001',
  permType: 'read-and-write',
  permissions: ['uta_trade', 'uta_mgt'],
  ips: '203.0.113.7',
};

export const krakenfuturesKey = {
  apiKey: ownKey,
  accountUid: '11111111-2222-4333-8444-555555555555',
  createdAt: '2025-08-24T14:15:22Z',
  permissions: { general: 'FULL_ACCESS', transfer: 'NO_ACCESS' },
  allowedCidrBlock: '203.0.113.0/24',
  allowedCidrBlocks: ['203.0.113.0/24'],
};

export const coinbaseKey = { can_view: true, can_trade: true, can_transfer: false, portfolio_type: 'DEFAULT' };

export const htxKey = {
  accessKey: ownKey,
  status: 'normal',
  note: 'kh-test',
  permission: 'readOnly,trade',
  ipAddresses: '203.0.113.7',
  validDays: 82,
  createTime: 1760000000000,
};

export const mexcKey = {
  note: 'kh-test',
  accessKey: ownKey,
  createTime: '2026-09-01T10:00:00.000+00:00',
  permissions: 'SPOT_ACCOUNT_READ,SPOT_DEAL_READ,SPOT_DEAL_WRITE,CONTRACT_ACCOUNT_READ',
  remainingValidity: 82,
  ipWhiteList: '',
  status: 'VALID',
};

export const bitfinexScopes = [
  ['account', 1, 0],
  ['history', 1, 0],
  ['orders', 1, 1],
  ['positions', 1, 0],
  ['funding', 0, 0],
  ['settings', 0, 0],
  ['wallets', 1, 0],
  ['withdraw', 0, 0],
  ['ui_withdraw', 0, 0],
  ['bfxpay', 0, 0],
];

export const deribitKey = {
  timestamp: 1760000000000,
  max_scope: 'account:read block_trade:read trade:read_write wallet:read',
  id: 3,
  enabled: true,
  client_id: ownKey,
  client_secret: 'kh-test-secret-of-a-key',
  ip_whitelist: ['203.0.113.7'],
};

export const geminiRoles = { isAuditor: false, isFundManager: false, isTrader: true };

export const bingxFlags = {
  ipRestrict: true,
  createTime: 1760000000000,
  enableReading: true,
  enableSpotAndMarginTrading: true,
  enableWithdrawals: false,
  enableInternalTransfer: false,
  enableFutures: true,
  permitsUniversalTransfer: false,
  enableVanillaOptions: false,
};

export const lbankKey = {
  enableSpotTrading: true,
  createTime: 1760000000000,
  enableReading: true,
  ipRestrict: true,
  enableWithdrawals: false,
};

export const blofinKey = {
  uid: '1',
  apiName: 'kh-test',
  readOnly: 0,
  ips: ['203.0.113.7'],
  type: 1,
  expireTime: '1790000000000',
  createTime: '1760000000000',
  parentUid: '0',
};

export const coinsphKey = {
  apiKey: ownKey,
  apiName: 'kh-test',
  apiType: ['Enable Spot', 'Enable Convert'],
  createTime: '1760000000000',
  ipAccessRestrictions: ['203.0.113.7'],
  status: 'ENABLE',
};

export const okxAnswer = (account: object) => ({
  code: '0',
  msg: '',
  data: [
    {
      uid: '447',
      mainUid: '447',
      acctLv: '2',
      perm: 'read_only,trade',
      ip: '203.0.113.7,203.0.113.8',
      opAuth: '1',
      type: '0',
      ...account,
    },
  ],
});

export const families: Readonly<Record<string, Family>> = {
  binance: one(binanceAnswer),
  bingx: { script: { permissions: { code: 0, data: bingxFlags } } },
  bitfinex: one(bitfinexScopes),
  bitflyer: one(['/v1/me/getpermissions', '/v1/me/getbalance', '/v1/me/sendchildorder']),
  bitget: { script: { unified: { code: '00000', data: bitgetUnified } } },
  blofin: one({ code: '0', data: blofinKey }),
  bybit: one({ retCode: 0, retMsg: '', result: bybitKey }),
  coinbase: one(coinbaseKey),
  coinsph: one([{ ...coinsphKey, apiKey: 'kh-test-another' }, coinsphKey]),
  deribit: {
    script: { keys: { result: [{ ...deribitKey, client_id: 'another' }, deribitKey] } },
    fields: { apiKey: ownKey },
  },
  gate: {
    script: { detail: gateDetail, keys: [gateKey, { ...gateKey, key: 'zzzz****', perms: [] }] },
    fields: { apiKey: ownKey },
  },
  gemini: one(geminiRoles),
  htx: {
    script: { uid: { code: 200, data: 10000001 }, key: { code: 200, data: [htxKey] } },
    fields: { apiKey: ownKey },
  },
  hyperliquid: {
    script: {
      role: { role: 'agent', data: { user: wallet } },
      agents: [{ name: 'bot', address: agent, validUntil: 1800000000000 }],
    },
    fields: { privateKey: 'kh-test', walletAddress: wallet },
    address: agent,
  },
  kraken: one({ error: [], result: krakenKey }),
  krakenfutures: one(krakenfuturesKey),
  kucoin: one({ code: '200000', data: kucoinKey }),
  lbank: one({ result: 'true', data: lbankKey }),
  mexc: one(mexcKey),
  okx: one(okxAnswer({})),
  woofipro: one({
    success: true,
    data: {
      rows: [
        { orderly_key: `ed25519:${ownKey}`, key_status: 'ACTIVE', scope: 'read,trading', expiration: 1800000000000 },
      ],
    },
  }),
};
