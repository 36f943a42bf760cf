import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { alone, longRun, together } from './support/crowds';
import { median } from './support/measure';
import { familyMib } from './support/memory';
import { tell, type BenchRow } from './support/rows';
import { compareSigning } from './support/signing';
import { kinds, startWays, type Kind, type Way } from './support/ways';

/** What the broker adds with everything on, against nothing, a plain proxy and mitmproxy; all in one run, in turns. */

/** Of the run in which memory may not grow: `--long` is the promise; in the short one the heap still finds its size. */
const isLong = process.argv.includes('--long');
const requests = isLong ? 1_000_000 : 100_000;

const others = { proxy: 'a plain proxy', mitmproxy: 'mitmproxy' } as const;
type Other = keyof typeof others;

interface Goals {
  readonly added: { readonly text: string; readonly mostOf: (other: number) => number };
  /** Of the other's rate; null where nothing is promised. */
  readonly rate: number | null;
}

const timesOther = (factor: number): Goals['added'] => ({ text: `≤ ${factor} ×`, mostOf: (other) => factor * other });
const againstMitmproxy: Goals = { added: timesOther(0.3), rate: null };

/** Median microseconds that the data folder's disk takes for a small line and its sync. */
function syncMicros(folder: string): number {
  const path = join(folder, 'bench-line');
  const file = openSync(path, 'a');
  const taken = Array.from({ length: 30 }, () => {
    const began = performance.now();
    writeSync(file, 'x'.repeat(300));
    fsyncSync(file);
    return (performance.now() - began) * 1_000;
  });
  closeSync(file);
  rmSync(path);
  return median(taken);
}

/** An order is written down before it goes out and after. */
function goalsOf(twoSyncs: number): Readonly<Record<Kind, Readonly<Record<Other, Goals>>>> {
  const text = `≤ + 2 syncs (${Math.round(twoSyncs)} µs) + 150 µs`;
  return {
    read: { proxy: { added: timesOther(2), rate: 0.7 }, mitmproxy: againstMitmproxy },
    order: {
      proxy: { added: { text, mostOf: (other) => other + twoSyncs + 150 }, rate: 0.3 },
      mitmproxy: againstMitmproxy,
    },
  };
}

async function compare(ways: readonly Way[], kind: Kind, goals: Readonly<Record<Other, Goals>>): Promise<void> {
  const single = await alone(ways, kind);
  const rate = await together(ways, kind);
  const added = (name: Way['name']): number => (single.get(name) ?? NaN) - (single.get('direct') ?? NaN);
  const plain = (what: string, unit: BenchRow['unit'], ours: number): void =>
    tell({ what, unit, ours, other: null, goal: null });
  for (const [other, spelled] of Object.entries(others) as [Other, string][]) {
    if (!ways.some(({ name }) => name === other)) continue;
    const goal = goals[other];
    tell({
      what: `${kinds[kind]}: what the broker adds, against ${spelled}`,
      unit: 'µs',
      ours: added('broker'),
      other: added(other),
      goal: { text: goal.added.text, met: added('broker') <= goal.added.mostOf(added(other)) },
    });
    const rates = [rate.get('broker') ?? NaN, rate.get(other) ?? NaN] as const;
    tell({
      what: `${kinds[kind]} on a hundred connections through the broker, against ${spelled}`,
      unit: 'a second',
      ours: rates[0],
      other: rates[1],
      goal: goal.rate === null ? null : { text: `≥ ${goal.rate} ×`, met: rates[0] >= goal.rate * rates[1] },
    });
  }
  plain(`${kinds[kind]} straight to the upstream`, 'µs', single.get('direct') ?? NaN);
  plain(`${kinds[kind]} on a hundred connections straight to the upstream`, 'a second', rate.get('direct') ?? NaN);
}

async function signing(): Promise<void> {
  for (const { what, ours, ccxts } of await compareSigning())
    tell({
      what: `Verify, decide and sign again: ${what}, against ccxt’s own sign()`,
      unit: 'µs',
      ours,
      other: ccxts,
      goal: { text: '≤ 2 ×', met: ours <= 2 * ccxts },
    });
}

async function memory(broker: Way): Promise<void> {
  await longRun(broker, requests / 10);
  const early = familyMib(broker.pid);
  await longRun(broker, requests - requests / 10);
  const late = familyMib(broker.pid);
  const count = requests.toLocaleString('en');
  tell({
    what: `Memory of Keyhaven after ${count} requests, against a tenth of them`,
    unit: 'MiB',
    ours: late,
    other: early,
    goal: isLong ? { text: '≤ 1.1 ×', met: late <= 1.1 * early } : null,
  });
}

const { all, home } = await startWays();
if (!all.some(({ name }) => name === 'mitmproxy'))
  process.stderr.write('broker: not run against mitmproxy: it is not here\n');
const goals = goalsOf(2 * syncMicros(home));
for (const kind of Object.keys(kinds) as Kind[]) await compare(all, kind, goals[kind]);
await signing();
for (const way of all) if (way.name === 'broker') await memory(way);
process.exit();
