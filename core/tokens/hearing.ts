import type { AlarmKind } from '../contract/tokens';
import type { Alarms } from './alarms';
import type { Usage } from './decision/decision';
import type { TokenEvents } from './events';
import type { EndpointClass } from './policy/policy';
import type { Tokens } from './tokens';
import { isNearlyUsed } from './usage';

/** What the broker tells of a token. */
export type Heard =
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
      readonly rule: string;
      readonly reason: string;
      readonly class: EndpointClass | null;
      readonly endpoint: string | null;
      /** A withdrawal or a transfer was tried. */
      readonly alarm: boolean;
    }
  | { readonly kind: 'order'; readonly token: string; readonly clientId: string; readonly state: string }
  | { readonly kind: 'keyGone' | 'clockOff' | 'portTaken' | 'keeperStuck'; readonly token: string };

export interface HearingParts {
  readonly tokens: Pick<Tokens, 'get' | 'standing'>;
  readonly events: Pick<TokenEvents, 'emit'>;
  readonly alarms: Pick<Alarms, 'happened' | 'used'>;
  readonly usage: (token: string) => Pick<Usage, 'placed24h' | 'open'>;
}

/** The alarm that a refusal may be, by its rule. */
const alarmOfRule: Readonly<Partial<Record<string, AlarmKind>>> = {
  'unknown-key': 'unknownPhantoms',
  signature: 'changedRequest',
};

/** Makes of what the broker tells what people hear: events for whoever watches, and alarms. Never throws. */
export function createHearing({ tokens, events, alarms, usage }: HearingParts): (heard: Heard) => void {
  function request(heard: Extract<Heard, { kind: 'allowed' | 'refused' }>): void {
    const { kind, token, class: endpointClass, endpoint } = heard;
    const refusal =
      kind === 'refused'
        ? { rule: heard.rule.slice(0, 40), reason: heard.reason.slice(0, 200) }
        : { rule: null, reason: null };
    const value = kind === 'allowed' ? heard.value : null;
    events.emit({
      kind: 'request',
      token,
      allowed: kind === 'allowed',
      class: endpointClass,
      endpoint,
      value,
      ...refusal,
    });
  }

  function hear(heard: Heard): void {
    const { kind, token } = heard;
    if (kind === 'order') return;
    if (kind !== 'allowed' && kind !== 'refused') {
      alarms.happened(kind === 'keeperStuck' ? 'ordersUnknown' : kind, token);
      return;
    }
    request(heard);
    const grant = tokens.get(token);
    const standing = tokens.standing(grant);
    if (standing.state === 'closing' && standing.why === 'expired') alarms.happened('expiredInUse', token);
    if (kind === 'allowed') {
      alarms.used(token, heard.class);
      if (heard.value !== null && isNearlyUsed(grant.policy, usage(token))) alarms.happened('budgetNearlyUsed', token);
      return;
    }
    if (heard.alarm) alarms.happened('withdrawalAttempted', token);
    const alarm = alarmOfRule[heard.rule];
    if (alarm !== undefined) alarms.happened(alarm, token);
    if (heard.rule === 'token.state' && (standing.state === 'revoked' || standing.state === 'ended'))
      alarms.happened('endedPhantom', token);
  }

  return (heard) => {
    try {
      hear(heard);
    } catch {
      // The vault was locked meanwhile; the request has its answer.
    }
  };
}
