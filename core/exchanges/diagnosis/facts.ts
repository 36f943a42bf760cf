import { isIP } from 'node:net';
import { z } from 'zod';
import { isKnownCode } from './families';

/** How a request ended without an answer of the exchange; null where there was one. */
export const TransportTrouble = z.enum([
  'deadline',
  'refused',
  'unknownHost',
  'certificate',
  'cut',
  'garbled',
  'redirected',
  'tooLong',
  'forbiddenHost',
  'proxyDown',
  'proxyRefused',
]);
export type TransportTrouble = z.infer<typeof TransportTrouble>;

/** A number of an exchange that no table has is told as it is. */
export const numericCode = /^-?\d{1,6}$/;

/**
 * All that leaves the worker of a failed test: names, numbers and codes, never a body, an address or a secret. Each is checked for
 * its form, so that no text of an exchange can travel in one of them.
 */
export const Facts = z.strictObject({
  /** The class of ccxt's error; null where ccxt took the answer for a success. */
  errorName: z
    .string()
    .regex(/^[A-Za-z]{1,40}$/)
    .nullable(),
  /** False where the request could not even be signed. */
  sent: z.boolean(),
  trouble: TransportTrouble.nullable(),
  status: z.int().min(100).max(999).nullable(),
  /** The exchange's own error code: a number, or a word of our own tables. */
  code: z
    .string()
    .refine((text) => numericCode.test(text) || isKnownCode(text))
    .nullable(),
  body: z.enum(['none', 'json', 'html', 'other']),
  /** The exchange's clock by its `Date` header (whole seconds) or its answer to the question for the time, and ours at that moment. Milliseconds since 1970. */
  exchangeTimeMs: z.number().nullable(),
  localTimeMs: z.number(),
  /** The address that the exchange says we come from. */
  seenIp: z
    .string()
    .refine((text) => isIP(text) !== 0)
    .nullable(),
});
export type Facts = z.infer<typeof Facts>;
