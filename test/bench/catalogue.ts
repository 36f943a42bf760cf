import { searchExchanges, type Findable } from '../../core/contract/exchange-search';
import { exchangeList } from '../../core/exchanges/catalogue/catalogue';
import { catalogueIds } from '../../core/exchanges/catalogue/rows';
import { alternating, median, timed } from './support/measure';
import { tell } from './support/rows';

/** The search of the catalogue at every key that a person may press, against looking for what was typed and nothing else. */

const rounds = 7;
const suspects = 50;
const frameMs = 1_000 / 60;
const usPerMs = 1_000;
const all = exchangeList();

type Search = (typed: string) => readonly Findable[];
const searches = {
  ours: (typed) => searchExchanges(all, typed),
  plain: (typed) => {
    const query = typed.toLowerCase();
    return all.filter(({ id, name, aliases }) =>
      [id, name, ...aliases].some((text) => text.toLowerCase().includes(query)),
    );
  },
} satisfies Record<string, Search>;

/** Everything on the way to a name, letter by letter. */
const prefixesOf = (name: string): string[] => Array.from(name, (_, at) => name.slice(0, at + 1));

/** Every slip that the search forgives, at every place: a letter missing, twice, wrong, and two that changed places. */
const slipsOf = (name: string): string[] =>
  Array.from(name, (letter, at) => {
    const [before, after] = [name.slice(0, at), name.slice(at + 1)];
    const [next, rest] = [after.slice(0, 1), after.slice(1)];
    return [before + after, before + letter + letter + after, `${before}#${after}`, before + next + letter + rest];
  }).flat();

const names = [...new Set(all.flatMap(({ id, name, aliases }) => [id, name, ...aliases]))];

/**
 * The slowest of all that was typed, in µs. Everything is typed once, and what took longest several times: by the median of those times, since one
 * pause of the machine is no slow search.
 */
async function slowest(typed: readonly string[], search: Search): Promise<number> {
  const usOf = async (text: string) => (await timed(() => search(text))) * usPerMs;
  const once: { text: string; us: number }[] = [];
  for (const text of typed) once.push({ text, us: await usOf(text) });
  once.sort((one, other) => other.us - one.us);
  const medians: number[] = [];
  for (const { text } of once.slice(0, suspects)) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push(await usOf(text));
    medians.push(median(times));
  }
  return Math.max(...medians);
}

async function row(what: string, typed: readonly string[]): Promise<void> {
  const found = await alternating(1, {
    ours: () => slowest(typed, searches.ours),
    plain: () => slowest(typed, searches.plain),
  });
  tell({
    what: `Catalogue search over ${catalogueIds.length} exchanges: ${what}`,
    unit: 'µs',
    ours: found.ours,
    other: found.plain,
    goal: {
      text: `≤ one frame (${Math.round(frameMs * usPerMs).toLocaleString('en')} µs)`,
      met: found.ours <= frameMs * usPerMs,
    },
  });
}

// Before anything else: nothing is compiled or warm at the first letter.
const first = await timed(() => searches.ours('b'));
tell({
  what: `Catalogue search over ${catalogueIds.length} exchanges: the first letter in a new process`,
  unit: 'µs',
  ours: first * usPerMs,
  other: null,
  goal: { text: `≤ one frame (${Math.round(frameMs * usPerMs).toLocaleString('en')} µs)`, met: first <= frameMs },
});
const prefixes = names.flatMap(prefixesOf);
const slips = all.flatMap(({ name }) => slipsOf(name));
await row(`slowest of ${prefixes.length.toLocaleString('en')} beginnings of names`, prefixes);
await row(`slowest of ${slips.length.toLocaleString('en')} names with a slip`, slips);
