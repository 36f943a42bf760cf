import type { ChannelRule } from './adapters/adapter';
import type { ChannelFault } from './channel';
import type { Rule } from '../tokens/decision/decision';
import type { EndpointClass } from '../tokens/policy/policy';

export type RefusalRule = Rule | ChannelRule | ChannelFault | 'ledger';

/** What happens to a token at the broker: for the log, for whoever watches, and for the alarms. Nothing of bodies, addresses or secrets. */
export type Happening =
  | {
      readonly kind: 'allowed';
      readonly token: string;
      readonly class: EndpointClass;
      readonly endpoint: string;
      /** What its orders reserve, `125.5 USDT`; null where it reserves nothing. */
      readonly value: string | null;
    }
  | {
      readonly kind: 'refused';
      readonly token: string;
      readonly rule: RefusalRule;
      readonly reason: string;
      /** Null where it is not known. */
      readonly class: EndpointClass | null;
      readonly endpoint: string | null;
      /** A withdrawal or a transfer was tried. */
      readonly alarm: boolean;
    }
  | { readonly kind: 'order'; readonly token: string; readonly clientId: string; readonly state: string }
  | { readonly kind: 'keyGone' | 'clockOff' | 'portTaken' | 'keeperStuck'; readonly token: string };

export type Tell = (happening: Happening) => void;
