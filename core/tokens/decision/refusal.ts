import type { Decision, Rule } from './decision';

export type Refusal = Extract<Decision, { allowed: false }>;

/** The reason begins with the rule's own name where it is one of a policy's lines, so that a person finds the line. */
export function refuse(rule: Rule, reason: string): Refusal {
  // A symbol comes from an exchange: what is not plain ASCII would break a header or an exchange's own error shape.
  return { allowed: false, rule, reason: reason.replace(/[^ -~]/g, '?').slice(0, 120) };
}
