import { z } from 'zod';
import { writePrivately } from '../privateFile';
import { readStateFile } from '../stateFile';
import { Trouble } from '../trouble';
import { show } from './amounts';
import { isWorking } from './orders';
import { Account, Departure, Quote } from './words';

const Trading = z.strictObject({
  format: z.literal(1),
  nextId: z.int().positive(),
  /** By style and name: `binance:live`. */
  accounts: z.record(z.string(), Account),
  /** By market, as in `marketKey`; those that are not here stand where they begin. */
  quotes: z.record(z.string(), Quote),
  departures: z.array(Departure),
});
export type Trading = z.output<typeof Trading>;

/** Reads `trading.json`; undefined when there is none. Throws as `readStateFile`. */
export const readTrading = (path: string): Trading | undefined => readStateFile(path, Trading);

/** Throws `practice.folderUnusable`. */
export function writeTrading(path: string, { accounts, ...rest }: Trading): void {
  const texts = Object.entries(accounts).map(([name, account]) => `${plain(name)}:${accountText(account)}`);
  const text = `${plain(rest).slice(0, -1)},"accounts":{${texts.join()}}}\n`;
  try {
    writePrivately(path, text);
  } catch (error) {
    throw new Trouble('practice.folderUnusable', {}, error);
  }
}

const plain = (value: unknown): string =>
  JSON.stringify(value, (_name, one: unknown) => (typeof one === 'bigint' ? show(one) : one));

/** What will not change any more is put into words once: thousands of old orders are written every second of a busy time. */
const texts = new WeakMap<object, string>();

function onceText(entry: object): string {
  const known = texts.get(entry) ?? plain(entry);
  texts.set(entry, known);
  return known;
}

function accountText({ orders, trades, ...rest }: Account): string {
  const orderTexts = orders.map((order) => (isWorking(order) ? plain(order) : onceText(order)));
  const lists = `"orders":[${orderTexts.join()}],"trades":[${trades.map(onceText).join()}]`;
  return `${plain(rest).slice(0, -1)},${lists}}`;
}
