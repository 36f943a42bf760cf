/** What the search looks at; the catalogue's rows have it. */
export interface Findable {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** One letter too many in what is shorter than this would fit half of the list. */
const shortestWithTypo = 4;

/**
 * The exchanges that a person may mean by what was typed so far, the best first: those whose name, id or former name is it, then those that
 * begin with it, then those with a word that does, then those that hold it anywhere. Only where none does, one slip of a finger is forgiven
 * (a letter wrong, missing, too many, or two that changed places). Of equals the recent ones come first, in their order, then the list's order.
 * Nothing typed: all. Capitals, accents, spaces and signs do not count.
 */
export function searchExchanges<T extends Findable>(
  list: readonly T[],
  typed: string,
  recent: readonly string[] = [],
): T[] {
  const query = plain(typed);
  const ranked = list.map((exchange, place) => ({ exchange, place, rank: rankOf(exchange, query) }));
  const fitting = ranked.filter(({ rank }) => rank < noRank);
  const found = fitting.length > 0 || query.length < shortestWithTypo ? fitting : withTypo(ranked, query);
  const recency = (id: string) => {
    const at = recent.indexOf(id);
    return at < 0 ? recent.length : at;
  };
  return found
    .sort(
      (one, other) =>
        one.rank - other.rank || recency(one.exchange.id) - recency(other.exchange.id) || one.place - other.place,
    )
    .map(({ exchange }) => exchange);
}

/** The one exchange that is called exactly this; undefined where none is, or several are. Ids come before names, names before former names. */
export function exchangeCalled<T extends Findable>(list: readonly T[], typed: string): T | undefined {
  const query = plain(typed);
  const byId = list.find(({ id }) => id === typed.trim().toLowerCase());
  const byName = list.filter(({ id, name }) => plain(id) === query || plain(name) === query);
  const byAlias = list.filter(({ aliases }) => aliases.some((alias) => plain(alias) === query));
  const [found, another] = byName.length > 0 ? byName : byAlias;
  return byId ?? (another === undefined ? found : undefined);
}

const noRank = 4;

function rankOf(exchange: Findable, query: string): number {
  if (query === '') return 0;
  return Math.min(...textsOf(exchange).map((text) => rankIn(text, query)));
}

function rankIn({ plain: whole, words }: Text, query: string): number {
  if (whole === query) return 0;
  if (whole.startsWith(query)) return 1;
  if (words.some((word) => word.startsWith(query))) return 2;
  return whole.includes(query) ? 3 : noRank;
}

interface Ranked<T> {
  readonly exchange: T;
  readonly place: number;
  readonly rank: number;
}

function withTypo<T extends Findable>(all: readonly Ranked<T>[], query: string): Ranked<T>[] {
  return all.filter(({ exchange }) => textsOf(exchange).some((text) => beginsAlmost(text.plain, query)));
}

/** Whether the text, or as much of it as was typed, is one edit away. */
function beginsAlmost(text: string, query: string): boolean {
  return [query.length - 1, query.length, query.length + 1].some((length) =>
    oneEditApart(text.slice(0, length), query),
  );
}

function oneEditApart(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const rest = short.slice(at + 1);
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (rest === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}

interface Text {
  readonly plain: string;
  readonly words: readonly string[];
}

/** The list stays while a person types: what its rows are called is read once, not at every letter. */
const known = new WeakMap<Findable, readonly Text[]>();

function textsOf(exchange: Findable): readonly Text[] {
  const kept = known.get(exchange);
  if (kept !== undefined) return kept;
  const texts = [exchange.name, exchange.id, ...exchange.aliases].map((text) => {
    const words = wordsOf(text);
    return { plain: words.join(''), words };
  });
  known.set(exchange, texts);
  return texts;
}

function plain(text: string): string {
  return wordsOf(text).join('');
}

// The patterns of all of Unicode take milliseconds to make, in every new process, and nearly no name needs them.
function wordsOf(text: string): string[] {
  const words = /^[ -~]*$/.test(text) ? text.toLowerCase().split(/[^a-z0-9]+/) : wordsOfAnyScript(text);
  return words.filter((word) => word !== '');
}

function wordsOfAnyScript(text: string): string[] {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u);
}
