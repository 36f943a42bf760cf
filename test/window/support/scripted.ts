import { errorTable, type ErrorCode } from '../../../core/base/errors';
import type { Failure } from '../../../core/base/failure';
import { instantOf, minuteMs } from '../../../core/base/instants';
import { firstPreferences, Preferences, type AppInfo, type ChangeKind } from '../../../core/contract/app';
import type { Approval } from '../../../core/contract/approvals';
import type { AuditEntry, AuditVerification } from '../../../core/contract/audit';
import type { Answer, JobEvent } from '../../../core/contract/contract';
import type { CredentialDetail, IntakePreview } from '../../../core/contract/credentials';
import type { ExchangeInfo, PracticeStatus } from '../../../core/contract/exchanges';
import type { Health } from '../../../core/contract/health';
import { firstLockSettings, type LockSettings } from '../../../core/contract/lock';
import type { OldCopies, VaultStatus } from '../../../core/contract/vault';
import type { WindowKeyhaven } from '../../../core/contract/window';
import { exchangeList } from '../../../core/exchanges/catalogue/catalogue';
import { rowOf } from './keys';
import { scriptedBin } from './scripted-bin';
import { scriptedHealth } from './scripted-health';
import { scriptedRotation } from './scripted-rotation';
import { scriptedTokens } from './scripted-tokens';
import type { Behind } from './window';

export const ok = <T>(value: T): Answer<T> => ({ ok: true, value });

/** A refusal as a door would give it. */
export function refusal(code: ErrorCode, fill: Record<string, string | number> = {}): { ok: false; error: Failure } {
  const text = (words: string) => words.replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? name));
  const { message, hint } = errorTable[code];
  return { ok: false, error: { code, message: text(message), hint: text(hint) } };
}

export interface Scene {
  copies: OldCopies[];
  status: VaultStatus;
  approvals: Approval[];
  lock: LockSettings;
  info: AppInfo;
  keys: CredentialDetail[];
  exchanges: ExchangeInfo[];
  practice: PracticeStatus;
  log: AuditEntry[];
  chain: AuditVerification;
  pasted: IntakePreview;
  rules: Health['rules'];
  secondFactors: Health['secondFactors'];
}

const at = (ago: number) => instantOf(Date.now() - ago);

const actions = [
  'credential.tested',
  'credential.copied',
  'vault.unlocked',
  'credential.added',
  'practice.filled',
  'vault.locked',
];

export function logOf(lines: number, keys: readonly CredentialDetail[]): AuditEntry[] {
  return Array.from({ length: lines }, (_, n) => {
    const action = actions[n % actions.length] ?? 'vault.unlocked';
    return {
      sequence: lines - n,
      time: at(n * 7 * minuteMs),
      actor: n % 9 === 4 ? ('terminal' as const) : ('window' as const),
      action,
      subject: action.startsWith('credential') ? (keys[n % Math.max(1, keys.length)]?.id ?? '') : '',
      outcome: action === 'credential.tested' ? (n % 5 === 0 ? 'ipNotAllowed' : 'works') : 'done',
      whileLocked: false,
    };
  });
}

export const openScene = (keys: readonly CredentialDetail[]): Scene => ({
  status: {
    state: 'open',
    goesOn: false,
    mode: 'keychainAndPassphrase',
    trouble: null,
    recoveryConfirmed: true,
    fellBack: false,
    frozen: null,
    credentials: keys.length,
    created: at(40 * 24 * 60 * minuteMs),
  },
  info: {
    version: '0.1.0',
    runtime: 'electron',
    runtimeVersion: '45.4.1',
    platform: 'linux',
    dataFolder: '/home/robin/.local/share/keyhaven',
    realKeysAllowed: true,
    preferences: firstPreferences,
    server: 'app',
    pid: 4242,
  },
  keys: [...keys],
  approvals: [],
  lock: firstLockSettings,
  exchanges: exchangeList(),
  practice: { state: 'running', address: '127.0.0.1:42817', fault: 'none' },
  copies: [],
  log: logOf(420, keys),
  chain: { whole: true, lines: 420, notYetAnchored: 3, brokenAt: null, problem: null },
  pasted: {
    draft: 'd0000000000000000000000000',
    source: 'json',
    exchange: 'okx',
    label: 'Desk key',
    fields: [
      { name: 'apiKey', masked: '••••7f3a' },
      { name: 'secret', masked: '••••91bc' },
    ],
    ignored: ['created_at', 'ip_hint'],
  },
  rules: { state: 'none', rules: 0, problem: null },
  secondFactors: [
    { exchange: 'binance', exchangeName: 'Binance', answer: null, at: null },
    { exchange: 'okx', exchangeName: 'OKX', answer: 'on', at: at(9 * 24 * 60 * minuteMs) },
  ],
});

export const lockedStatus = (change: Partial<VaultStatus> = {}): VaultStatus => ({
  state: 'locked',
  goesOn: false,
  mode: 'keychain',
  trouble: null,
  recoveryConfirmed: null,
  fellBack: false,
  frozen: null,
  credentials: null,
  created: null,
  ...change,
});

export const feedId = 'f'.repeat(26);
export const recoveryCode = 'KHTE-ST00-0000-1111-2222-3333-4444-5555';
export const rightPassphrase = 'kh-test-correct horse battery staple';

/** The typed answers of a scene. A test replaces what it wants to be otherwise. */
export function scripted(scene: Scene) {
  let job: (event: JobEvent) => void = () => undefined;
  let locked: () => void = () => undefined;
  let authorized = false;
  const opened = () => {
    scene.status = {
      ...scene.status,
      state: 'open',
      trouble: null,
      credentials: scene.keys.length,
      recoveryConfirmed: true,
    };
    return ok(scene.status);
  };
  const found = (id: string) => scene.keys.find((key) => key.id === id);

  const answers = {
    vault: {
      status: async () => ok(scene.status),
      probeKeychain: async () => ok({ trouble: scene.status.trouble }),
      create: async ({ mode }) => {
        scene.status = { ...scene.status, state: 'open', mode, recoveryConfirmed: false, credentials: 0 };
        return ok({ recoveryCode });
      },
      confirmRecovery: async ({ code }) => {
        if (code !== recoveryCode.replaceAll('-', '')) return refusal('vault.wrongRecoveryCode');
        scene.status = { ...scene.status, recoveryConfirmed: true };
        return ok({});
      },
      unlock: async ({ passphrase }) =>
        scene.status.mode !== 'keychain' && passphrase !== rightPassphrase
          ? refusal('authorization.wrongPassphrase')
          : opened(),
      cancelUnlock: async () => ok({}),
      recover: async ({ code }) =>
        code === recoveryCode.replaceAll('-', '') ? opened() : refusal('vault.wrongRecoveryCode'),
      changePassphrase: async ({ passphrase }) =>
        !authorized
          ? refusal('authorization.needed', { method: 'the passphrase' })
          : passphrase === rightPassphrase
            ? opened()
            : refusal('authorization.wrongPassphrase'),
      changeMode: async ({ mode }) => {
        if (!authorized) return refusal('authorization.needed', { method: 'the passphrase' });
        scene.status = { ...scene.status, mode };
        return ok(scene.status);
      },
      newRecoveryCode: async () => {
        if (!authorized) return refusal('authorization.needed', { method: 'the passphrase' });
        scene.status = { ...scene.status, recoveryConfirmed: false };
        return ok({ recoveryCode });
      },
      leaked: async () => {
        if (!authorized) return refusal('authorization.needed', { method: 'the passphrase' });
        scene.status = { ...scene.status, recoveryConfirmed: false };
        return ok({ recoveryCode });
      },
      copies: async () => ok(scene.copies),
      lock: async ({ stops = scene.lock.stops }) => {
        scene.status = lockedStatus({ mode: scene.status.mode, goesOn: stops === 'window' });
        scene.approvals = [];
        locked();
        return ok({});
      },
    },
    authorization: {
      give: async ({ passphrase }) => {
        if (passphrase !== undefined && passphrase !== rightPassphrase) return refusal('authorization.wrongPassphrase');
        authorized = true;
        return ok({ until: instantOf(Date.now() + 5 * minuteMs) });
      },
      method: async () => ok({ method: scene.status.mode === 'keychain' ? 'dialog' : 'passphrase', approval: false }),
    },
    credential: {
      list: async () => ok(scene.keys.map(rowOf)),
      get: async ({ id }) => {
        const detail = found(id);
        return detail === undefined ? refusal('credential.unknown') : ok(detail);
      },
      add: async () => {
        const first = scene.keys[0];
        return first === undefined ? refusal('internal.unexpected') : ok({ id: first.id });
      },
      ...scriptedBin(scene, () => refusal('credential.unknown')),
      test: async ({ ids = [] }) => {
        const jobId = 'j0000000000000000000000000';
        setTimeout(() => {
          for (const id of ids)
            job({ jobId, operation: 'credential.test', state: 'item', item: { id, state: 'works', diagnosis: null } });
          job({
            jobId,
            operation: 'credential.test',
            state: 'done',
            value: { works: ids.length, fails: 0, cancelled: 0 },
          });
        }, 50);
        return ok({ jobId });
      },
      tryAs: async ({ id }) => {
        const jobId = 'j0000000000000000000000001';
        setTimeout(() => {
          const diagnosis = {
            code: 'wrongKey' as const,
            text: 'OKX Europe does not know this API key. It was deleted, it has expired, or it was copied wrongly.',
            next: 'Look for the key on the exchange’s API page; if it is not there, make a new one.',
          };
          job({ jobId, operation: 'credential.tryAs', state: 'item', item: { id, state: 'fails', diagnosis } });
          job({
            jobId,
            operation: 'credential.tryAs',
            state: 'done',
            value: { works: 0, fails: 1, cancelled: 0 },
          });
        }, 50);
        return ok({ jobId });
      },
      copy: async () => ok({ clearsAfterMs: 30_000 }),
      reveal: async () =>
        authorized
          ? ok({ value: 'kh-test-revealed-value', hideAfterMs: 20_000 })
          : refusal('authorization.needed', { method: 'the passphrase' }),
    },
    intake: {
      readText: async () => ok(scene.pasted),
      readClipboard: async () => ok(scene.pasted),
    },
    approval: {
      list: async () => ok(scene.approvals),
      answer: async ({ id, allow, passphrase }) => {
        if (!scene.approvals.some((approval) => approval.id === id)) return refusal('approval.unknown');
        if (allow && passphrase !== rightPassphrase) return refusal('authorization.wrongPassphrase');
        scene.approvals = scene.approvals.filter((approval) => approval.id !== id);
        return ok({});
      },
    },
    ...scriptedHealth(scene, () => refusal('finding.none')),
    ...scriptedRotation(scene),
    lock: { settings: async () => ok(scene.lock), set: async (next) => ok((scene.lock = next)) },
    ...scriptedTokens(() => refusal('token.unknown')),
    exchange: { list: async () => ok(scene.exchanges) },
    practice: {
      status: async () => ok(scene.practice),
      start: async () => ok((scene.practice = { state: 'running', address: '127.0.0.1:42817', fault: 'none' })),
      stop: async () => ok((scene.practice = { state: 'stopped', address: null, fault: null })),
      fill: async () => ok({ ids: scene.keys.slice(0, 4).map(({ id }) => id) }),
      addKey: async () => refusal('practice.noSuchRight'),
      fault: async ({ fault }) => ok((scene.practice = { ...scene.practice, fault })),
    },
    audit: {
      list: async ({ before, limit, filter }) => {
        const fitting = scene.log.filter(({ action, subject, outcome }) =>
          [action, subject, outcome].some((text) => text.includes(filter ?? '')),
        );
        const entries = fitting.filter(({ sequence }) => sequence < (before ?? Infinity)).slice(0, limit);
        return ok({ entries, total: fitting.length });
      },
      verify: async () => ok(scene.chain),
      export: async () => ok({ saved: true }),
    },
    app: {
      info: async () => ok(scene.info),
      acknowledgeRuntime: async () => ok((scene.info = { ...scene.info, realKeysAllowed: true })),
      changes: async () => ok({ jobId: feedId }),
      setPreferences: async (chosen) =>
        ok((scene.info = { ...scene.info, preferences: Preferences.parse({ ...scene.info.preferences, ...chosen }) })),
    },
    link: { open: async () => ok({}) },
    job: {
      cancel: async ({ jobId }) => {
        job({ jobId, operation: 'credential.test', state: 'cancelled', error: refusal('job.cancelled').error });
        return ok({});
      },
    },
    onJob: (listener) => {
      job = listener;
      return () => undefined;
    },
    onLocked: (listener) => {
      locked = listener;
      return () => undefined;
    },
  } satisfies WindowKeyhaven as Mutable<WindowKeyhaven>;

  return Object.assign(answers, {
    behind: behindOf(answers),
    tell: (event: JobEvent) => job(event),
    /** Something changed that this window did not do. */
    changed: (...kinds: ChangeKind[]) => {
      for (const changed of kinds) job({ jobId: feedId, operation: 'app.changes', state: 'item', item: { changed } });
    },
  });
}

type Mutable<T> = {
  -readonly [K in keyof T]: T[K] extends (...given: never[]) => unknown
    ? T[K]
    : { -readonly [M in keyof T[K]]: T[K][M] };
};

function behindOf(answers: WindowKeyhaven): Behind {
  return {
    async call(operation, input) {
      const [room = '', method = ''] = operation.split('.');
      const asked = (answers as unknown as Record<string, Record<string, (input: unknown) => unknown>>)[room]?.[method];
      if (asked === undefined) throw new Error(`the scene has no ${operation}`);
      return asked(input);
    },
    connect({ job, locked }) {
      answers.onJob(job);
      answers.onLocked(locked);
    },
  };
}

/** An answer that never comes. */
export const never = () => new Promise<never>(() => undefined);
