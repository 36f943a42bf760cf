import { z } from 'zod';
import type { StyleId } from './state';
import { styleIds } from './styles';
import type { Answer, Style } from './styles/style';

const ms = z.int().min(0).max(600_000);

/**
 * The fault switches, each with the value that turns it on. They touch the exchange's own answers, never the control calls, and live
 * as long as the process. To add one: a row here and its effect in this file or in `delivery.ts`.
 */
export const Faults = z
  .strictObject({
    /** Every answer waits this long. */
    slow: z.strictObject({ ms }),
    '500': z.literal(true),
    '429': z.literal(true),
    /** The address is shut out for asking too often. */
    ban418: z.literal(true),
    maintenance: z.literal(true),
    /** A page with status 200 where JSON is due, as a captive portal or a proxy sends it. */
    html: z.literal(true),
    /** The exchange's clock is this much ahead (negative: behind): time calls, time checks and the Date header. */
    clock: z.strictObject({ offsetMs: z.int().min(-31_536_000_000).max(31_536_000_000) }),
    /** The exchange no longer knows these keys. */
    keyDeleted: z.array(z.string().min(1).max(200)).min(1).max(100),
    /** Requests seem to come from an address that is on no list; keys with an IP list are refused. */
    ipRefused: z.literal(true),
    /** The connection ends in the middle of the answer. */
    cut: z.literal(true),
    /** What changes something is done, and then the connection ends without a byte of the answer; reads are answered. */
    cutAfterAccept: z.literal(true),
    /** The answer comes byte by byte. */
    drip: z.strictObject({ everyMs: ms }),
  })
  .partial();
export type Faults = z.infer<typeof Faults>;

/** `false` turns a switch off; one that is not named stays as it is. */
export const FaultChange = z.strictObject({
  style: z.enum([...styleIds, 'all']),
  faults: z.strictObject({
    ...Object.fromEntries(Object.entries(Faults.shape).map(([name, on]) => [name, z.union([on, z.literal(false)])])),
  }),
});
export const FaultClearing = z.strictObject({ style: z.enum([...styleIds, 'all']).default('all') });

export interface Switchboard {
  of(style: StyleId): Faults;
  all(): Record<string, Faults>;
  set(change: z.infer<typeof FaultChange>): void;
  clear(style: StyleId | 'all'): void;
}

export function createSwitchboard(): Switchboard {
  const board = new Map<StyleId, Faults>();
  const of = (style: StyleId): Faults => board.get(style) ?? {};
  const chosen = (style: StyleId | 'all'): StyleId[] => (style === 'all' ? styleIds : [style]);
  return {
    of,
    all: () => Object.fromEntries(styleIds.map((style) => [style, of(style)])),
    set({ style, faults }) {
      for (const id of chosen(style)) {
        const merged: [string, unknown][] = Object.entries({ ...of(id), ...faults });
        const on = merged.filter(([, value]) => value !== false && value !== undefined);
        board.set(id, Faults.parse(Object.fromEntries(on)));
      }
    },
    clear(style) {
      for (const id of chosen(style)) board.delete(id);
    },
  };
}

/** An address from the documentation range (RFC 5737): it is on nobody's list by accident. */
export const foreignAddress = '203.0.113.99';

/** The answer that a fault puts in the place of the exchange's own; the earlier row wins. */
export function outageOf(style: Style, faults: Faults): Answer | undefined {
  if (faults.maintenance) return style.outage.maintenance;
  if (faults['500']) return style.outage.serverError;
  if (faults.ban418) return style.outage.ban;
  if (faults['429']) return style.outage.rateLimit;
  return undefined;
}

export const htmlPage =
  '<!DOCTYPE html><html><head><title>Welcome to the network</title></head><body><h1>Please sign in to use this network</h1></body></html>';
