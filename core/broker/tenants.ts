import type { Heard } from '../tokens/hearing';
import type { Standing } from '../tokens/decision/decision';
import type { Grant } from '../tokens/grant';
import type { Adapter, SigningKey } from './adapters/adapter';

/** What the broker asks of the tokens room. */
export interface Tenants {
  grant(token: string): Grant | undefined;
  standing(grant: Grant): Standing;
  /** What the token's client signs with. @throws vault.* */
  phantomKey(grant: Grant): Promise<SigningKey>;
  /** What the exchange knows. @throws vault.*, credential.* */
  realKey(grant: Grant): Promise<SigningKey>;
  /** The proxy that the credential's requests go through; null for directly. */
  route(grant: Grant): string | null;
}

/** What happens, for whoever watches, for the alarms and for a token's last use. Never throws. */
export type Tell = (heard: Heard) => void;

export type AdapterOf = (exchange: string) => Adapter;
