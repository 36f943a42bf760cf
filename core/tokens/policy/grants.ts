import { endpointClasses, type EndpointClass, type Policy } from './policy';

/** Change something at the exchange: they need `symbols`. */
export const tradeClasses = [
  'trade.create',
  'trade.edit',
  'trade.cancel',
  'trade.cancel.any',
  'margin.set',
] as const satisfies readonly EndpointClass[];

/** Come with another class. A client cannot start without `read.setup`, whatever it is for; whoever may cancel any order may cancel its own. */
const comesWith: readonly { readonly class: EndpointClass; readonly from: readonly EndpointClass[] }[] = [
  { class: 'read.setup', from: endpointClasses },
  { class: 'trade.cancel', from: ['trade.cancel.any'] },
];

const granted = new WeakMap<Policy, ReadonlySet<EndpointClass>>();

/** What is allowed, with what comes with it, without what is denied. Computed once per policy object. */
export function grantedClasses(policy: Policy): ReadonlySet<EndpointClass> {
  const known = granted.get(policy);
  if (known !== undefined) return known;
  const direct = policy.allow.filter((each) => !policy.deny.includes(each));
  const implied = comesWith.filter(({ from }) => from.some((each) => direct.includes(each)));
  const classes = new Set(
    [...direct, ...implied.map((row) => row.class)].filter((each) => !policy.deny.includes(each)),
  );
  granted.set(policy, classes);
  return classes;
}
