import type { Answer } from '../../../core/contract/contract';
import type { WindowKeyhaven } from '../../../core/contract/window';

type Tokens = Pick<WindowKeyhaven, 'token' | 'policy'>;

/** A vault without tokens: no screen shows any yet. */
export function scriptedTokens(unknown: () => Answer<never>): Tokens {
  const refuse = async () => unknown();
  return {
    policy: {
      read: async () => ({
        ok: true,
        value: {
          policy: null,
          text: null,
          sentence: null,
          problems: [{ line: 1, column: 1, message: 'not read here' }],
        },
      }),
    },
    token: {
      list: async () => ({ ok: true, value: [] }),
      new: refuse,
      reissue: refuse,
      get: refuse,
      watch: refuse,
      pause: refuse,
      resume: refuse,
      freeze: refuse,
      thaw: refuse,
      revoke: refuse,
      renew: refuse,
      stopAll: refuse,
    },
  };
}
