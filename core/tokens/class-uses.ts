import { epochMsOf, instantOf } from '../base/instants';
import type { Grant } from './grant';
import type { EndpointClass } from './policy/policy';

type UsedFor = NonNullable<Grant['usedFor']>;

/** The last use of each class by each token since the last save, so that not every request is one. */
export function createClassUses() {
  const uses = new Map<string, Map<EndpointClass, number>>();
  return {
    /** @param at ms since 1970 */
    add(id: string, endpointClass: EndpointClass, at: number): void {
      const of = uses.get(id) ?? new Map<EndpointClass, number>();
      of.set(endpointClass, at);
      uses.set(id, of);
    },
    /** What a token keeps, with what came since. */
    over({ id, usedFor = [] }: Pick<Grant, 'id' | 'usedFor'>): UsedFor {
      const all = new Map(usedFor.map((one) => [one.class, epochMsOf(one.at)]));
      for (const [endpointClass, at] of uses.get(id) ?? []) all.set(endpointClass, at);
      return [...all].map(([endpointClass, at]) => ({ class: endpointClass, at: instantOf(at) }));
    },
    clear: (): void => uses.clear(),
  };
}
