import type { Diagnosis, DiagnosisCode } from '../../contract/words';
import type { Facts } from './facts';
import { meaningOf, type DiagnosisFamily } from './families';
import { diagnosisTexts } from './texts';

/** What a diagnosis must know of the exchange that was asked. Names are ours. */
export interface Asked {
  readonly name: string;
  readonly family: DiagnosisFamily | undefined;
  readonly siblingNames: readonly string[];
}

/** Why a test failed, from nothing but facts. Pure; the first rule that fits decides. */
export function diagnose(asked: Asked, facts: Facts): Diagnosis {
  return worded(asked, codeFor(asked.family, facts), facts);
}

/** A diagnosis that needs no facts, such as one made before anything was asked. */
export function plainDiagnosis(code: DiagnosisCode, name: string): Diagnosis {
  const { text, next } = diagnosisTexts[code];
  return { code, text: text.replace('{exchange}', name), next };
}

function codeFor(family: DiagnosisFamily | undefined, facts: Facts): DiagnosisCode {
  if (!facts.sent) return 'badFormat';
  if (facts.trouble !== null) return troubles[facts.trouble];
  const known = facts.code === null || family === undefined ? undefined : meaningOf(family, facts.code);
  if (known !== undefined) return known;
  return byAnswer(facts) ?? byClass(facts.errorName) ?? byStatus(facts.status) ?? 'notUnderstood';
}

const troubles = {
  deadline: 'timeout',
  refused: 'network',
  unknownHost: 'network',
  cut: 'network',
  // A certificate that is not the exchange's, and a redirect that no exchange sends: somebody stands in between.
  certificate: 'notTheExchange',
  redirected: 'notTheExchange',
  forbiddenHost: 'notTheExchange',
  tooLong: 'notUnderstood',
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
  PermissionDenied: 'noRight',
  AuthenticationError: 'keyIpOrRight',
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
  if (code === 'ipNotAllowed') return withAddress(plain, facts);
  if (code === 'keyIpOrRight') return withAddress(withSiblings(plain, asked), facts);
  return code === 'wrongKey' || code === 'wrongRegion' ? withSiblings(plain, asked) : plain;
}

/** The difference is known to a second, because the header is; below that the measured number would mislead. */
function withClock(plain: Diagnosis, { name }: Asked, { exchangeTimeMs, localTimeMs }: Facts): Diagnosis {
  if (exchangeTimeMs === null) return plain;
  const clockOffMs = exchangeTimeMs - localTimeMs;
  const seconds = Math.round(Math.abs(clockOffMs) / 1000);
  if (seconds < 1) return plain;
  const direction = clockOffMs > 0 ? 'behind' : 'ahead';
  return {
    ...plain,
    text: `The clock of ${name} and yours differ by ${seconds} s (yours is ${direction}), so every signed request is refused.`,
    clockOffMs: Math.round(clockOffMs),
  };
}

function withAddress(plain: Diagnosis, { seenIp }: Facts): Diagnosis {
  return seenIp === null ? plain : { ...plain, text: `${plain.text} It sees you at ${seenIp}.` };
}

/** A good key is unknown at the wrong door: the same company elsewhere. */
function withSiblings(plain: Diagnosis, { siblingNames }: Asked): Diagnosis {
  if (siblingNames.length === 0) return plain;
  return { ...plain, next: `${plain.next} Was it made at ${siblingNames.join(' or ')}? Then add it there.` };
}
