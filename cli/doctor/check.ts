import type { Instant } from '../../core/base/instants';
import type { AppInfo } from '../../core/contract/app';
import type { KeychainTrouble, OpenMode } from '../../core/contract/words';

/** What the doctor looks at. Nothing here opens the vault. */
export interface Patient {
  /** The data folder, absolute. */
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Undefined on Windows. */
  readonly userId: number | undefined;
  readonly nodeVersion: string;
  readonly now: Instant;
  /** How the vault opens; null where there is none, or none that can be read. */
  readonly mode: OpenMode | null;
  readonly probeKeychain: () => Promise<KeychainTrouble | null>;
  /** Who serves this data folder; null where nobody does. @throws control.* */
  readonly findServer: () => Promise<{
    readonly pid: number;
    readonly version: string;
    readonly kind: AppInfo['server'];
  } | null>;
}

export type Found =
  | { readonly state: 'ok' | 'skipped'; readonly text: string }
  /** `mend`: the one command or step that puts it right. */
  | { readonly state: 'problem'; readonly text: string; readonly mend: string };

export interface Check {
  readonly name: string;
  readonly title: string;
  readonly look: (patient: Patient) => Promise<Found>;
}

export const ok = (text: string): Found => ({ state: 'ok', text });
export const skipped = (text: string): Found => ({ state: 'skipped', text });
export const problem = (text: string, mend: string): Found => ({ state: 'problem', text, mend });

/** A path as a shell takes it, whatever is in it. */
export const quoted = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`;
