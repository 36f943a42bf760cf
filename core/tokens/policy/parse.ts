import { canonical } from './canonical';
import { faultsOf, longestText, mostLines } from './checks';
import { Cursor, LineFault, unknownWord, type PolicyProblem } from './cursor';
import { emptyDraft, policyOf, type Draft } from './draft';
import { countLines, linesOf, type Line } from './lines';
import type { Policy } from './policy';
import { keywords, statements } from './statements';

export type { PolicyProblem } from './cursor';

export type ParsedPolicy =
  { readonly ok: true; readonly policy: Policy } | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/** A policy's text (docs/policy.md), or everything that is wrong with it, in the order of the lines. */
export function parsePolicy(text: string): ParsedPolicy {
  const tooMuch = sizeProblem(text);
  if (tooMuch !== undefined) return { ok: false, problems: [{ line: 1, column: 1, message: tooMuch }] };
  const draft = emptyDraft();
  const problems: PolicyProblem[] = [];
  for (const line of linesOf(text)) readLine(line, draft, problems);
  const policy = wholeOf(draft, problems);
  return policy === undefined || problems.length > 0 ? { ok: false, problems } : { ok: true, policy };
}

function sizeProblem(text: string): string | undefined {
  if (text.length > longestText) return `the text has ${text.length} characters; at most ${longestText} are allowed`;
  const lines = countLines(text);
  return lines > mostLines ? `the text has ${lines} lines; at most ${mostLines} are allowed` : undefined;
}

function readLine(line: Line, draft: Draft, problems: PolicyProblem[]): void {
  try {
    const keyword = keywords.find((each) => each === line.keyword.text && line.keyword.kind === 'word');
    if (keyword === undefined)
      throw new LineFault(line.keyword, unknownWord(line.keyword.text, 'the first word of a line', keywords));
    if (!draft.places.has(keyword)) draft.places.set(keyword, line.keyword);
    statements[keyword](new Cursor(line), draft);
  } catch (error) {
    if (!(error instanceof LineFault)) throw error;
    problems.push(error.problem);
  }
}

/** What only all lines together can say. Not judged where lines were not understood: it would be a guess. */
function wholeOf(draft: Draft, problems: PolicyProblem[]): Policy | undefined {
  if (!draft.places.has('on'))
    problems.push({ line: 1, column: 1, message: 'a line with “on” is missing, for example “on binance”' });
  if (draft.on === null || problems.length > 0) return undefined;
  const { line, column } = draft.places.get('symbols') ?? { line: 1, column: 1 };
  if (draft.anySymbols && draft.symbols.length > 0)
    problems.push({ line, column, message: '“symbols any” and a list of symbols contradict each other; keep one' });
  const policy = canonical(policyOf(draft, draft.on));
  for (const { keyword, message } of faultsOf(policy)) {
    const place = draft.places.get(keyword) ?? { line: 1, column: 1 };
    problems.push({ line: place.line, column: place.column, message });
  }
  return policy;
}
