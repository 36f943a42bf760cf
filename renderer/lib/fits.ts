/** What a person typed, as words to look for; every one of them has to be somewhere. */
export const wordsOf = (typed: string): string[] => typed.toLowerCase().split(/\s+/).filter(Boolean);

export const fits = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word));

/** How well a title answers what was typed, the best first: it begins with it, one of its words does, it is somewhere. */
export function nearness(title: string, words: readonly string[]): number {
  const [first = ''] = words;
  const lower = title.toLowerCase();
  if (lower.startsWith(first)) return 0;
  return lower.includes(` ${first}`) ? 1 : 2;
}
