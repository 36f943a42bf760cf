import { epochMsOf } from '../../core/base/instants';
import type { Judged } from '../../core/credentials/row';
import { factsOf, inDays, now, reportOf } from '../../core/findings/facts.fixture';
import { caseOf } from '../../core/findings/findings';
import { zoneOf } from '../../core/rotation/due/zone';
import { dueKeysOf } from '../../core/rotation/reminders/due-keys';
import { plan } from '../../core/rotation/reminders/planner';
import { firstState } from '../../core/rotation/reminders/state';
import { alternating, timed } from './support/measure';
import { tell } from './support/rows';

/** What a look at ten thousand keys costs: every dated reason with its words, and which reminders are to be told and when to look next. */

const count = 10_000;
const rounds = 15;
const goalMs = 50;
const exchanges = ['binance', 'bybit', 'okx', 'kraken', 'kucoin', 'gate', 'bitget', 'mexc', 'bitfinex', 'coinbase'];
const zone = zoneOf('Europe/Berlin');
const nowMs = epochMsOf(now);

const report = (key: number) =>
  reportOf(['read', 'spotTrade'], {
    asked: inDays(-1),
    ip: { state: key % 2 === 0 ? 'open' : 'restricted', list: null },
    created: inDays(-(key % 400)),
    expires: key % 3 === 0 ? inDays(key % 200) : 'unknown',
    lastUsed: inDays(-(key % 30)),
  });

/** As the vault's room of keys judges them; what a date does not follow from is left out. */
const judged = Array.from({ length: count }, (_, key) => {
  const exchange = exchanges[key % exchanges.length] ?? 'binance';
  const subject = caseOf(factsOf(exchange, report(key), { added: inDays(-(key % 400)), zone }));
  return { record: { id: `key-${key}`, label: `Key ${key}` }, subject } as unknown as Judged;
});

let planned = 0;
const found = await alternating(rounds, {
  look: () =>
    timed(() => {
      const keys = dueKeysOf(judged);
      planned = plan(keys, firstState, { quiet: null, zone: zone.offsetMs }, nowMs).reminders.length;
    }),
  /** The plainest calendar: one date formatted by the runtime for each key, and nothing judged. */
  formatted: () =>
    timed(() => {
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' });
      for (const { subject } of judged) day.format(epochMsOf(subject.added));
    }),
});
if (planned === 0) throw new Error('nothing was due: the measure says nothing');
tell({
  what: 'Due dates and reminders of 10,000 keys, against one formatted date for each',
  unit: 'ms',
  ours: found.look,
  other: found.formatted,
  goal: { text: `≤ ${goalMs} ms`, met: found.look <= goalMs },
});
