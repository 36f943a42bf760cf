import { z } from 'zod';

/** Parts of answers. A part of another type than expected is as good as missing: it makes a right unknown, never a no. */

export const flag = z.boolean().optional().catch(undefined);
export const text = z.string().optional().catch(undefined);
export const texts = z.array(z.string()).optional().catch(undefined);

/** ccxt makes texts of all numbers of an answer that holds one too big for JavaScript. */
export const number = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d{1,20}$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined);

/** The number or name of an account. As it was written: one too big for JavaScript is a text, and stays one. */
export const accountName = z.union([z.number(), z.string()]).optional().catch(undefined);

/** 0 or 1. */
export const bit = z
  .union([z.literal([0, 1]), z.literal(['0', '1']).transform(Number)])
  .optional()
  .catch(undefined);
