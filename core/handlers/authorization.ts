import type { Handlers } from '../door';
import type { Rooms } from '../rooms';

type Names = Extract<keyof Handlers, `authorization.${string}` | `approval.${string}`>;

export function authorizationHandlers({ authorization, credentials, world }: Rooms): Pick<Handlers, Names> {
  /** A label alone would not do: any program may change labels, and none the exchange and the end of the key. */
  async function named(id: string): Promise<string> {
    const { label, exchangeName, keyEnding } = await credentials.get(id, world.clock.now());
    return `${label} (${exchangeName}, …${keyEnding})`;
  }

  return {
    'authorization.give': async ({ kind, credential: id, passphrase }, { caller, about }) => {
      about(id === undefined ? kind : `${kind} ${id}`);
      const credential = id === undefined ? undefined : { id, label: await named(id) };
      return { until: await authorization.give(caller, { kind, credential, passphrase }) };
    },
    'authorization.method': async (_input, { caller }) => authorization.method(caller),
    'approval.list': async () => authorization.approvals(),
    'approval.answer': async ({ id, allow, passphrase }, { audit }) => {
      await authorization.answer(id, { allow, passphrase });
      await audit('', allow ? 'allowed' : 'refused');
      return {};
    },
  };
}
