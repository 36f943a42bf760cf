import { dayMs, hourMs, minuteMs } from '../base/instants';
import type { AlarmKind } from '../contract/tokens';
import type { EndpointClass } from './policy/policy';
import type { TokenEvents } from './events';
import type { StateReason } from './tokens';

export interface AlarmRow {
  /** What happened; `label` is the token's, in quotes, or `a token` where none is known. */
  readonly text: (label: string) => string;
  readonly next: string;
  /** The token is frozen for this reason; null where it goes on. */
  readonly freezes: Extract<StateReason, 'withdrawalAttempted'> | null;
  /** Told outside the window too. */
  readonly notifies: boolean;
  /** How often it must happen, and within what time, before it is an alarm. */
  readonly after: { readonly times: number; readonly withinMs: number };
  /** The same of one token is told again after this at the earliest. */
  readonly againAfterMs: number;
}

const once = { times: 1, withinMs: minuteMs } as const;

/** What is worth an alarm, what is done about it, and who hears. To add one: its name in the contract's lists, a row here. */
export const alarmTable = {
  withdrawalAttempted: {
    text: (label) => `A program tried to withdraw or transfer with ${label}. Nothing was sent.`,
    next: 'The token is frozen. Find out what the program is before you thaw it; no policy can allow this.',
    freezes: 'withdrawalAttempted',
    notifies: true,
    after: once,
    againAfterMs: minuteMs,
  },
  unknownPhantoms: {
    text: (label) => `Many requests at the port of ${label} named a key that is not its own.`,
    next: 'Check the configuration of the program: it may have the key of another token. If none of yours asks, somebody tries keys.',
    freezes: null,
    notifies: true,
    after: { times: 10, withinMs: minuteMs },
    againAfterMs: hourMs,
  },
  endedPhantom: {
    text: (label) => `A program still uses ${label}, which is over.`,
    next: 'Give the program a new token or end it. If it is none of yours, somebody has what you handed out.',
    freezes: null,
    notifies: true,
    after: { times: 5, withinMs: minuteMs },
    againAfterMs: 6 * hourMs,
  },
  firstUseOfClass: {
    text: (label) => `${capital(label)} did something that it had not done before.`,
    next: '`keyhaven token watch` shows what it does.',
    freezes: null,
    notifies: false,
    after: once,
    againAfterMs: 0,
  },
  changedRequest: {
    text: (label) =>
      `A request with ${label} did not fit its signature, so it was changed on its way or signed with another secret.`,
    next: 'Check that the program has the secret that was handed over with this key. Otherwise revoke the token.',
    freezes: null,
    notifies: true,
    after: { times: 3, withinMs: minuteMs },
    againAfterMs: hourMs,
  },
  budgetNearlyUsed: {
    text: (label) => `${capital(label)} has used 80 % of one of its limits.`,
    next: 'Above the limit it only closes what it opened. `keyhaven token show` tells the figures.',
    freezes: null,
    notifies: true,
    after: once,
    againAfterMs: 6 * hourMs,
  },
  expiredInUse: {
    text: (label) => `${capital(label)} has expired while a program uses it.`,
    next: 'For a day it can still close what it opened. `keyhaven token renew` lets it go on.',
    freezes: null,
    notifies: true,
    after: once,
    againAfterMs: dayMs,
  },
  portTaken: {
    text: (label) => `Another program listens at the port of ${label}.`,
    next: 'Its requests do not reach Keyhaven. End that program, or make a new token, which gets another port.',
    freezes: null,
    notifies: true,
    after: once,
    againAfterMs: hourMs,
  },
  clockOff: {
    text: () => 'This computer’s clock and the exchange’s do not agree.',
    next: 'Requests are refused while it is so. Let the system set the clock.',
    freezes: null,
    notifies: true,
    after: { times: 3, withinMs: 5 * minuteMs },
    againAfterMs: hourMs,
  },
  keyGone: {
    text: (label) => `The exchange does not know the real key behind ${label} any more.`,
    next: 'Test the key in Keyhaven: it was deleted, has expired, or may not be used from this address.',
    freezes: null,
    notifies: true,
    after: { times: 2, withinMs: 5 * minuteMs },
    againAfterMs: hourMs,
  },
  ordersUnknown: {
    text: (label) => `It is not known what became of all orders of ${label}.`,
    next: 'Keyhaven goes on asking. Look at the open orders on the exchange’s own page meanwhile.',
    freezes: null,
    notifies: true,
    after: once,
    againAfterMs: 6 * hourMs,
  },
} as const satisfies Record<AlarmKind, AlarmRow>;

const capital = (label: string) => label.charAt(0).toUpperCase() + label.slice(1);

/** When something happened, ms since 1970, and when it was told last. */
export interface Past {
  readonly happened: readonly number[];
  readonly told: number | null;
}

/** Whether what happens now is to be told, and the past as it is then. */
export function tells({ after, againAfterMs }: AlarmRow, { happened, told }: Past, nowMs: number): [boolean, Past] {
  const recent = [...happened.filter((at) => nowMs - at < after.withinMs), nowMs].slice(-after.times);
  const isDue = recent.length >= after.times && (told === null || nowMs - told >= againAfterMs);
  return isDue ? [true, { happened: [], told: nowMs }] : [false, { happened: recent, told }];
}

/** Whoever hears of an alarm outside the window: its kind alone, since other programs hear notifications too. */
export type AlarmListener = (alarm: { readonly kind: AlarmKind; readonly froze: boolean }) => void;

export interface Alarms {
  /** Something of the table happened; `token` null where it is about none. */
  happened(kind: AlarmKind, token: string | null): void;
  /** A call of a class was let through. */
  used(token: string, endpointClass: EndpointClass): void;
  /** The answer unsubscribes. */
  listen(listener: AlarmListener): () => void;
  forget(): void;
}

export interface AlarmsParts {
  readonly nowMs: () => number;
  /** Undefined for an id of no token. */
  readonly labelOf: (token: string) => string | undefined;
  readonly freeze: (token: string, why: StateReason) => Promise<unknown>;
  readonly events: Pick<TokenEvents, 'emit'>;
  /** One line of the audit log. */
  readonly record: (token: string | null, kind: AlarmKind) => Promise<unknown>;
}

export function createAlarms({ nowMs, labelOf, freeze, events, record }: AlarmsParts): Alarms {
  const past = new Map<string, Past>();
  const classes = new Map<string, Set<EndpointClass>>();
  const listeners = new Set<AlarmListener>();

  function happened(kind: AlarmKind, token: string | null): void {
    const row: AlarmRow = alarmTable[kind];
    // Not after the alarm is told: what freezes must not be told first.
    if (row.freezes !== null && token !== null) void freeze(token, row.freezes).catch(() => undefined);
    const name = `${kind} ${token ?? ''}`;
    const [isDue, next] = tells(row, past.get(name) ?? { happened: [], told: null }, nowMs());
    past.set(name, next);
    if (!isDue) return;
    const label = token === null ? undefined : labelOf(token);
    const text = row.text(label === undefined ? 'a token' : `the token “${label}”`);
    events.emit({ kind: 'alarm', token, alarm: kind, text, next: row.next });
    void record(token, kind).catch(() => undefined);
    if (!row.notifies) return;
    for (const listener of listeners) listener({ kind, froze: row.freezes !== null });
  }

  return {
    happened,
    used(token, endpointClass) {
      const known = classes.get(token) ?? new Set();
      if (known.has(endpointClass)) return;
      classes.set(token, known.add(endpointClass));
      happened('firstUseOfClass', token);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    forget() {
      past.clear();
      classes.clear();
    },
  };
}
