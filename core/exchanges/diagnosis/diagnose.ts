import type { Diagnosis, DiagnosisCode } from '../../contract/words';
import type { Facts } from './facts';
import { familyOf, meaningOf } from './families';
import { offersSiblings } from './buttons';
import { diagnosisTexts } from './texts';

/** What a diagnosis must know of the exchange that was asked. Names are ours. */
export interface Asked {
  readonly name: string;
  /** ccxt's id; the table of codes goes by it. */
  readonly exchange: string;
  readonly siblingNames: readonly string[];
}

/** Why a test failed, from nothing but facts. Pure; the first rule that fits decides. */
export function diagnose(asked: Asked, facts: Facts): Diagnosis {
  return worded(asked, codeFor(asked.exchange, facts), facts);
}

/** A diagnosis that needs no facts, such as one made before anything was asked. */
export function plainDiagnosis(code: DiagnosisCode, name: string): Diagnosis {
  const { text, next } = diagnosisTexts[code];
  return { code, text: text.replace('{exchange}', name), next };
}

/** Of an exchange that the catalogue does not have: nothing can be said of what it offers. */
export function unknownExchange(name: string): Diagnosis {
  return {
    ...plainDiagnosis('notInspected', name),
    text: `This version of Keyhaven does not know ${name}, so it cannot ask what the key may do. The key is kept, shown and copied as before.`,
  };
}

function codeFor(ccxtId: string, facts: Facts): DiagnosisCode {
  if (!facts.sent) return 'badFormat';
  if (facts.trouble !== null) return troubles[facts.trouble];
  const family = familyOf(ccxtId);
  const known = facts.code === null ? undefined : meaningOf(family, facts.code);
  // A number that only ever grows is made from our clock: where that was set back, it is the clock and no second program.
  if (known === 'nonceUsed' && (clockOffMsOf(facts) ?? 0) >= clockSetBackMs) return 'clockOff';
  const said = known ?? (facts.status === null ? undefined : family.statuses?.[facts.status]);
  const tolerated = family.clock?.toleratesMs ?? Number.POSITIVE_INFINITY;
  if (said === 'refused' && Math.abs(clockOffMsOf(facts) ?? 0) > tolerated) return 'clockOff';
  return said ?? byAnswer(facts) ?? byClass(facts.errorName) ?? byStatus(facts.status) ?? 'notUnderstood';
}

/** More than the resolution of a `Date` header and a slow answer together. */
const clockSetBackMs = 2_000;

/** How far the exchange's clock is ahead of ours; null where it was not seen. */
function clockOffMsOf({ exchangeTimeMs, localTimeMs }: Facts): number | null {
  return exchangeTimeMs === null ? null : exchangeTimeMs - localTimeMs;
}

const troubles = {
  deadline: 'timeout',
  refused: 'network',
  unknownHost: 'network',
  cut: 'network',
  // A certificate that is not the exchange's, and a redirect that no exchange sends: somebody stands in between.
  certificate: 'notTheExchange',
  garbled: 'notTheExchange',
  redirected: 'notTheExchange',
  forbiddenHost: 'notTheExchange',
  tooLong: 'notUnderstood',
  proxyDown: 'proxyDown',
  proxyRefused: 'proxyRefused',
} as const satisfies Record<NonNullable<Facts['trouble']>, DiagnosisCode>;

/** What status and form of the answer say before ccxt's class is believed: to ccxt any page with status 403 is an exchange that is down. */
function byAnswer({ status, body }: Facts): DiagnosisCode | undefined {
  if (status === 451 || (status === 403 && body !== 'json')) return 'regionBlocked';
  if (status === 418 || status === 429) return 'rateLimited';
  if (status !== null && status >= 500) return undefined;
  return body === 'html' ? 'notTheExchange' : undefined;
}

function byClass(errorName: string | null): DiagnosisCode | undefined {
  return errorName !== null && Object.hasOwn(classes, errorName)
    ? classes[errorName as keyof typeof classes]
    : undefined;
}

/** ccxt's own classes, where the exchange's code says nothing to us. `InvalidNonce` counts as a network error in ccxt: it comes first. */
const classes = {
  InvalidNonce: 'clockOff',
  AccountNotEnabled: 'accountTrouble',
  AccountSuspended: 'accountTrouble',
  RestrictedLocation: 'regionBlocked',
  PermissionDenied: 'ipOrRight',
  AuthenticationError: 'refused',
  RateLimitExceeded: 'rateLimited',
  DDoSProtection: 'rateLimited',
  OnMaintenance: 'maintenance',
  RequestTimeout: 'exchangeFailing',
} as const satisfies Record<string, DiagnosisCode>;

function byStatus(status: number | null): DiagnosisCode | undefined {
  return status !== null && status >= 500 ? 'exchangeFailing' : undefined;
}

function worded(asked: Asked, code: DiagnosisCode, facts: Facts): Diagnosis {
  const plain = plainDiagnosis(code, asked.name);
  if (code === 'clockOff') return withClock(plain, asked, facts);
  const placed = offersSiblings(code) ? withSiblings(plain, asked) : plain;
  return speaksOfAddress(code) ? withAddress(placed, facts) : placed;
}

/** The difference is known to a second, because the header is; below that the measured number would mislead. */
function withClock(plain: Diagnosis, { name }: Asked, facts: Facts): Diagnosis {
  const clockOffMs = clockOffMsOf(facts);
  if (clockOffMs === null) return plain;
  const seconds = Math.round(Math.abs(clockOffMs) / 1000);
  if (seconds < 1) {
    return {
      ...plain,
      text: `${name} refuses the time that stands on the request, yet its clock and yours agree. The request took too long, or another program uses the same key.`,
      next: 'Test again. If it stays so, stop other programs that use this key, or give each a key of its own.',
    };
  }
  const direction = clockOffMs > 0 ? 'behind' : 'ahead';
  return {
    ...plain,
    text: `The clock of ${name} and yours differ by ${seconds} s (yours is ${direction}), so every signed request is refused.`,
    clockOffMs: Math.round(clockOffMs),
  };
}

function speaksOfAddress(code: DiagnosisCode): boolean {
  return code === 'ipNotAllowed' || code === 'keyIpOrRight' || code === 'ipOrRight' || code === 'refused';
}

/** No third party is asked for it: where the exchange does not say, the person is told where to look. */
function withAddress(plain: Diagnosis, { seenIp }: Facts): Diagnosis {
  return seenIp === null ? plain : { ...plain, text: `${plain.text} It sees you at ${seenIp}.` };
}

/** A good key is unknown at the wrong door: the same company elsewhere. */
function withSiblings(plain: Diagnosis, { siblingNames }: Asked): Diagnosis {
  if (siblingNames.length === 0) return plain;
  return { ...plain, next: `${plain.next} Was it made at ${siblingNames.join(' or ')}? Then it belongs there.` };
}
