import { fail } from '../base/failure';
import type { TokenRow } from '../contract/tokens';
import type { CallContext, Handlers } from '../door';
import type { Rooms } from '../rooms';
import type { Grant } from '../tokens/grant';
import { targetsOf } from '../tokens/hand-over';
import { explainPolicy } from '../tokens/policy/explain';
import { formatPolicy } from '../tokens/policy/format';
import { parsePolicy } from '../tokens/policy/parse';
import type { Policy } from '../tokens/policy/policy';
import { tokenRow } from '../tokens/row';
import type { Issued } from '../tokens/tokens';
import { watchTokens } from '../tokens/watching';

type Names = Extract<keyof Handlers, `token.${string}` | `policy.${string}`>;

export function tokenHandlers(rooms: Rooms): Pick<Handlers, Names> {
  const { tokens, ending, owners, broker, events, opening, credentials } = rooms;

  function rowOf(grant: Grant): TokenRow {
    const isThere = credentials.has(grant.credential);
    return tokenRow(grant, tokens, isThere ? credentials.labelOf(grant.credential) : null);
  }

  /** The last thing before a phantom leaves: it is logged, and nobody locked meanwhile; else it is good for nothing. */
  async function handedOver({ grant, phantom }: Issued, audit: CallContext['audit']) {
    try {
      await audit(`${grant.id} ${grant.credential}`, 'done');
      opening.mustBeOpen();
    } catch (error) {
      await ending.end(grant.id, 'revoke', 'person').catch(() => undefined);
      throw error;
    }
    await ending.changed(grant);
    return {
      token: rowOf(grant),
      apiKey: phantom.key,
      secret: phantom.secret,
      password: phantom.passphrase,
      targets: targetsOf(grant.exchange, grant.port),
    };
  }

  const widened = async (grant: Grant) => {
    await ending.changed(grant);
    return { token: rowOf(grant) };
  };

  return {
    'policy.read': async ({ text }) => {
      const read = parsePolicy(text);
      if (!read.ok) return { policy: null, text: null, sentence: null, problems: [...read.problems] };
      const { policy } = read;
      return { policy, text: formatPolicy(policy), sentence: explainPolicy(policy), problems: [] };
    },

    'token.new': async ({ credential, label, policy, phantomKind, notBefore, demo, endsWithCaller }, context) => {
      context.about(credential);
      const issued = await tokens.issue({
        credential,
        label,
        policy: understood(policy),
        kind: phantomKind ?? 'hmac',
        notBefore,
        demo: demo ?? false,
      });
      if (endsWithCaller === true) owners.own(context.caller, issued.grant.id);
      return handedOver(issued, context.audit);
    },
    'token.reissue': async ({ id }, { about, audit }) => {
      about(id);
      return handedOver(await tokens.reissue(id), audit);
    },
    'token.list': async () => tokens.list().map(rowOf),
    'token.get': async ({ id }) => {
      const grant = tokens.get(id);
      return {
        ...rowOf(grant),
        policy: formatPolicy(grant.policy),
        sentence: explainPolicy(grant.policy),
        usage: broker.usage(id),
        recent: events.recent(id),
      };
    },
    'token.watch': ({ id }, { report, signal }) => {
      if (id !== undefined) tokens.get(id);
      return watchTokens({ events, token: id, isOpen: () => opening.isOpen(), report, signal });
    },

    'token.pause': async ({ id }, { about }) => {
      about(id);
      return widened(await tokens.move(id, 'pause'));
    },
    'token.resume': async ({ id }, { about }) => {
      about(id);
      return widened(await tokens.move(id, 'resume'));
    },
    'token.thaw': async ({ id }, { about }) => {
      about(id);
      return widened(await tokens.move(id, 'thaw'));
    },
    'token.renew': async ({ id, forMs }, { about }) => {
      about(id);
      return widened(await tokens.renew(id, forMs ?? tokens.get(id).policy.lifeMs));
    },
    'token.freeze': async ({ id, orders }, { about }) => {
      about(id);
      const over = await ending.end(id, 'freeze', 'person', orders);
      return { token: rowOf(over.grant), orders: over.orders };
    },
    'token.revoke': async ({ id, orders, processEnded }, { about }) => {
      about(id);
      const over = await ending.end(id, 'revoke', processEnded === true ? 'processEnded' : 'person', orders);
      return { token: rowOf(over.grant), orders: over.orders };
    },
    'token.stopAll': ({ orders }) => ending.stopAll(orders),
  };
}

/** @throws policy.invalid with the first place that is not understood */
function understood(text: string): Policy {
  const read = parsePolicy(text);
  if (read.ok) return read.policy;
  const { line, column } = read.problems[0] ?? { line: 1, column: 1 };
  throw fail('policy.invalid', { line, column });
}
