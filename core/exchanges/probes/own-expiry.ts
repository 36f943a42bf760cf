import { z } from 'zod';
import type { ReportPart } from '../inspectors/inspector';
import { dateOrNull } from '../inspectors/report';

const Keys = z.array(z.looseObject({ access_key: z.string(), expire_at: z.string() }));

/**
 * The list of all keys with their ends, as Upbit and Bithumb have it. Every key there is made for a list of addresses, which is not told.
 * Sources: docs.upbit.com and apidocs.bithumb.com, in copies read 2026-11.
 */
export function ownExpiry(answer: unknown, apiKey: string): Partial<Pick<ReportPart, 'ip' | 'expires'>> {
  const own = Keys.safeParse(answer).data?.find(({ access_key }) => access_key === apiKey);
  if (own === undefined) return {};
  return { ip: { state: 'restricted', list: null }, expires: dateOrNull(own.expire_at) ?? 'unknown' };
}
