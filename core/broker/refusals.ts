import type { Rule } from '../tokens/decision/decision';
import type { EndpointClass } from '../tokens/policy/policy';
import type { ChannelRule, RefusalKind } from './adapters/adapter';
import type { ChannelFault } from './channel';

export type RefusalRule = Rule | ChannelRule | ChannelFault | 'ledger';

/** As which kind of error a client is told of a rule, so that it raises its own right exception. */
export const kindOf = {
  'token.state': 'auth',
  'unknown-key': 'auth',
  signature: 'auth',
  timestamp: 'timestamp',
  late: 'timestamp',
  replay: 'badRequest',
  host: 'badRequest',
  path: 'badRequest',
  ambiguous: 'badRequest',
  'unknown-parameter': 'badRequest',
  'unknown-endpoint': 'permission',
  'never-granted': 'permission',
  demo: 'auth',
  class: 'permission',
  symbols: 'permission',
  side: 'permission',
  types: 'permission',
  'own-orders': 'permission',
  'max-leverage': 'permission',
  hours: 'permission',
  closing: 'permission',
  'price-band': 'order',
  'max-order': 'order',
  'max-open': 'order',
  'max-24h': 'order',
  'unknown-market': 'order',
  'no-price': 'order',
  'no-contract-size': 'order',
  'no-rate': 'order',
  'no-amount': 'order',
  rate: 'rate',
  'paused-by-exchange': 'rate',
  'too-many': 'rate',
  upstream: 'unavailable',
  stopped: 'unavailable',
  internal: 'unavailable',
  ledger: 'unavailable',
  browser: 'badRequest',
  origin: 'badRequest',
  'transfer-encoding': 'badRequest',
  length: 'badRequest',
  'too-large': 'badRequest',
  'duplicate-header': 'badRequest',
  'too-slow': 'badRequest',
  'not-http': 'badRequest',
} as const satisfies Record<RefusalRule, RefusalKind>;

/** Ends the way of a request through the engine; never leaves it. */
export class Refused extends Error {
  readonly rule: RefusalRule;
  readonly reason: string;
  readonly alarm: boolean;

  constructor(rule: RefusalRule, reason: string, alarm = false) {
    super(rule);
    this.name = 'Refused';
    this.rule = rule;
    this.reason = reason;
    this.alarm = alarm;
  }
}

/** Went wrong on this side once the request may have gone out: nothing is claimed of what became of it. */
export class Unclear extends Refused {
  constructor() {
    super('internal', 'something went wrong after this may have been sent; what became of it is not known yet');
  }
}

/** How far a request was understood when it was refused. */
export interface KnownOfRefused {
  class: EndpointClass | null;
  endpoint: string | null;
}
