import { canonical } from './canonical';
import { faultsOf } from './checks';
import { Policy } from './policy';

export interface PolicyJsonProblem {
  /** `rates.0.count`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

export type PolicyFromJson =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problems: readonly PolicyJsonProblem[] };

/** The other form of a policy, as it is kept. Held to everything that the text is held to, and made canonical. */
export function policyFromJson(value: unknown): PolicyFromJson {
  const read = Policy.safeParse(value);
  if (!read.success)
    return {
      ok: false,
      problems: read.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
    };
  const policy = canonical(read.data);
  const problems = faultsOf(policy).map(({ path, message }) => ({ path, message }));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, policy };
}
