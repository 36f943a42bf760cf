import { z } from 'zod';
import type { Granted, Right } from '../../contract/words';
import { flag, number, texts } from './answers';
import type { Inspector, ReportPart } from './inspector';
import { anyOf, granted, has, instantOrNull, ipOf, reportPart } from './report';

const Flags = z
  .looseObject({
    enableReading: flag,
    enableSpotAndMarginTrading: flag,
    enableWithdrawals: flag,
    enableInternalTransfer: flag,
    enableFutures: flag,
    permitsUniversalTransfer: flag,
    enableVanillaOptions: flag,
    ipRestrict: flag,
    createTime: number,
  })
  .refine((answer) => answer.enableReading !== undefined);

const Codes = z.looseObject({
  permissions: z.array(z.union([z.int(), z.string().regex(/^\d{1,3}$/)]).transform(String)),
  ipAddresses: texts,
  createTime: number,
});

const Wrapper = z.looseObject({ data: z.looseObject({}) });

/** With and without a wrapper; both are documented. */
function unwrapped(answer: unknown): unknown {
  const { data: wrapper } = Wrapper.safeParse(answer);
  return wrapper?.data ?? answer;
}

const Uid = z.looseObject({ data: z.looseObject({ uid: z.union([z.number(), z.string()]) }) });
const Query = z.looseObject({ apiInfos: z.array(Codes).length(1) });

/**
 * BingX "Query API key permissions"; the "API key query" adds the day a key was made. Source: bingx-api.github.io, account, in two
 * published shapes that differ, and JKorf's BingX.Net, in copies read 2026-11: flags like Binance's, or numbers. Both are read.
 */
export const bingx: Inspector<'permissions' | 'uid' | 'key'> = {
  hosts: { bingx: 'open-api.bingx.com' },
  how: 'told',
  calls: {
    permissions: {
      method: 'GET',
      path: '/openApi/v1/account/apiPermissions',
      ccxt: ['account', 'v1', 'private', 'get', 'account/apiPermissions'],
    },
    uid: { method: 'GET', path: '/openApi/account/v1/uid', ccxt: ['account', 'v1', 'private', 'get', 'uid'] },
    key: {
      method: 'GET',
      path: '/openApi/account/v1/apiKey/query',
      ccxt: ['account', 'v1', 'private', 'get', 'apiKey/query'],
    },
  },
  async ask({ call, attempt, fields: { apiKey } }) {
    const report = readPermissions(await call('permissions'));
    if (report?.created !== null) return report;
    const said = await attempt('uid');
    const uid = 'answer' in said ? Uid.safeParse(said.answer).data?.data.uid : undefined;
    if (uid === undefined) return report;
    const queried = await attempt('key', { uid, apiKey });
    const own = 'answer' in queried ? Query.safeParse(unwrapped(queried.answer)).data?.apiInfos[0] : undefined;
    return { ...report, created: instantOrNull(own?.createTime) };
  },
};

function readPermissions(answer: unknown): ReportPart | null {
  const flags = Flags.safeParse(unwrapped(answer));
  if (flags.success) return ofFlags(flags.data);
  const codes = Codes.safeParse(unwrapped(answer));
  return codes.success ? ofCodes(codes.data) : null;
}

function ofFlags(answer: z.output<typeof Flags>): ReportPart {
  return reportPart({
    rights: {
      read: granted(answer.enableReading),
      spotTrade: granted(answer.enableSpotAndMarginTrading),
      futuresTrade: granted(answer.enableFutures),
      optionsTrade: granted(answer.enableVanillaOptions),
      transfer: anyOf(granted(answer.enableInternalTransfer), granted(answer.permitsUniversalTransfer)),
      withdraw: granted(answer.enableWithdrawals),
    },
    ip: {
      state: answer.ipRestrict === undefined ? 'unknown' : answer.ipRestrict ? 'restricted' : 'open',
      list: null,
    },
    created: instantOrNull(answer.createTime),
  });
}

/** 6 is not documented. */
const codeOf = {
  read: '2',
  spotTrade: '1',
  futuresTrade: '3',
  transfer: '4',
  withdraw: '5',
  subAccount: '7',
} as const satisfies Partial<Record<Right, string>>;

function ofCodes({ permissions, ipAddresses, createTime }: z.output<typeof Codes>): ReportPart {
  const known: readonly string[] = Object.values(codeOf);
  const rights: Partial<Record<Right, Granted>> = {};
  // The question itself needs a right: where none is named, nothing is known.
  const named = permissions.length === 0 ? undefined : permissions;
  for (const [right, code] of Object.entries(codeOf)) rights[right as Right] = has(named, code);
  const others = permissions.filter((code) => !known.includes(code));
  // What is not documented may let money leave.
  if (others.length > 0)
    for (const right of ['withdraw', 'transfer'] as const) rights[right] = anyOf(rights[right] ?? 'unknown', 'unknown');
  return reportPart({
    rights,
    granularity: others.length > 0 ? 'coarse' : 'exact',
    ip: ipOf(ipAddresses),
    created: instantOrNull(createTime),
    remarks: others.length > 0 ? ['The exchange also names a permission that it does not document.'] : [],
  });
}
