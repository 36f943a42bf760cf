import type { Handlers } from '../door';
import type { Rooms } from '../rooms';

type Names = Extract<keyof Handlers, `authorization.${string}` | `approval.${string}`>;

export function authorizationHandlers({ authorization, credentials }: Rooms): Pick<Handlers, Names> {
  return {
    'authorization.give': async ({ kind, credential: id, passphrase }, { caller, about }) => {
      about(id === undefined ? kind : `${kind} ${id}`);
      const credential = id === undefined ? undefined : { id, label: credentials.labelOf(id) };
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
