import type { BrokerPort, EndReport } from './broker-port';
import type { TokenEvents } from './events';
import type { Grant } from './grant';
import { isOver } from './states';
import type { Orders, StateReason, Tokens } from './tokens';

export interface EndingParts {
  readonly tokens: Tokens;
  readonly broker: BrokerPort;
  readonly events: Pick<TokenEvents, 'emit'>;
}

export interface Over {
  readonly grant: Grant;
  readonly orders: EndReport | null;
}

/** What every end of a token does besides changing its state: the broker obeys, its orders are looked at, and whoever watches hears. */
export function createEnding({ tokens, broker, events }: EndingParts) {
  async function lookAtOrders(id: string): Promise<EndReport | null> {
    const report = await broker.end(id);
    if (report !== null) events.emit({ kind: 'orders', token: id, ...report });
    return report;
  }

  function tell({ id, state, stateWhy }: Grant): void {
    events.emit({ kind: 'state', token: id, state, why: stateWhy });
  }

  /** Also where the vault could not be saved: what narrows holds all the same, and so do its consequences. */
  async function afterwards(narrowing: Promise<readonly Grant[]>, ids: () => readonly string[]) {
    const trouble = await narrowing.then(
      () => null,
      (error: unknown) => ({ error }),
    );
    const over = ids().map(tokens.get);
    over.forEach(tell);
    await broker.refresh();
    const reports = await Promise.all(over.map(({ id }) => lookAtOrders(id)));
    if (trouble !== null) throw trouble.error;
    return reports;
  }

  return {
    /** @throws token.unknown, token.state, vault.* */
    async end(id: string, move: 'freeze' | 'revoke', why: StateReason, orders?: Orders): Promise<Over> {
      const before = tokens.get(id);
      const moving = tokens.move(id, move, why, orders);
      const [report = null] = await afterwards(
        moving.then((grant) => [grant]),
        // One that was refused is as it was.
        () => (tokens.get(id) === before ? [] : [id]),
      );
      return { grant: tokens.get(id), orders: report };
    },

    /** @throws vault.*, but everything is frozen all the same */
    async stopAll(orders?: Orders): Promise<{ frozen: number; orders: EndReport | null }> {
      const ids = tokens
        .list()
        .filter(({ state }) => state !== 'frozen' && !isOver(state))
        .map(({ id }) => id);
      const reports = await afterwards(tokens.freezeAll('stopEverything', orders), () => ids);
      return { frozen: ids.length, orders: sum(reports) };
    },

    /** The credential is not in the vault any more. */
    async credentialGone(credential: string): Promise<void> {
      const frozen = await tokens.credentialGone(credential);
      // Its resting orders cannot be reached any more: nothing signs for it.
      frozen.forEach(tell);
      tokens.dropCredential(credential);
      await broker.refresh();
    },

    /** Ends what expired a day ago. To be called now and then. @throws vault.* */
    async endExpired(): Promise<void> {
      const ended = await tokens.endExpired();
      if (ended.length > 0) await afterwards(Promise.resolve(ended), () => ended.map(({ id }) => id));
    },

    /** Something else changed. */
    async changed(grant: Grant): Promise<void> {
      tell(grant);
      await broker.refresh();
    },
  };
}

export type Ending = ReturnType<typeof createEnding>;

function sum(reports: readonly (EndReport | null)[]): EndReport | null {
  const known = reports.filter((report) => report !== null);
  if (known.length === 0 && reports.length > 0) return null;
  return known.reduce(
    (all, one) => ({
      cancelled: all.cancelled + one.cancelled,
      kept: all.kept + one.kept,
      unknown: all.unknown + one.unknown,
    }),
    { cancelled: 0, kept: 0, unknown: 0 },
  );
}
