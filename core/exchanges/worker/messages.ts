import { z } from 'zod';
import { FieldName, PermissionReport } from '../../contract/words';
import { Facts } from '../diagnosis/facts';

const JobId = z.string().regex(/^[0-9]{1,12}$/);

/** Where the requests of a job may go: to the exchange itself, or to the proven address of the practice exchange. */
export const practiceAddress = /^http:\/\/127\.0\.0\.1:[1-9][0-9]{0,4}$/;

export const Job = z.strictObject({
  type: z.literal('job'),
  id: JobId,
  /** ccxt's id. */
  exchange: z.string().regex(/^[a-z0-9]{2,32}$/),
  /** Null for a real credential. */
  practice: z.string().regex(practiceAddress).nullable(),
  /** The proxy that the request goes through; left out for directly. */
  route: z
    .strictObject({
      kind: z.enum(['socks5', 'http']),
      host: z.string().min(1).max(255),
      port: z.int().min(1).max(65_535),
    })
    .optional(),
  fields: z.partialRecord(FieldName, z.string().min(1).max(8192)),
  deadlineMs: z.int().min(1).max(120_000),
  /** Where an exchange must be probed: the person agreed that the right to trade is tried too. */
  probeTrade: z.literal(true).optional(),
});
export type Job = z.infer<typeof Job>;

/** What the worker is told. */
export const ToWorker = z.discriminatedUnion('type', [Job, z.strictObject({ type: z.literal('cancel'), id: JobId })]);
export type ToWorker = z.infer<typeof ToWorker>;

/** What the worker says: facts alone. Both sides check it, so nothing else can pass. */
export const FromWorker = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('report'),
    id: JobId,
    report: PermissionReport.omit({ asked: true }),
  }),
  z.strictObject({ type: z.literal('failure'), id: JobId, facts: Facts }),
  z.strictObject({ type: z.literal('cancelled'), id: JobId }),
  /** The worker itself could not do the job, for example because ccxt is not there. */
  z.strictObject({ type: z.literal('broken'), id: JobId }),
]);
export type FromWorker = z.infer<typeof FromWorker>;
