import type { Instant } from './instants';

/** The ports to the world that more than one room needs. A room's own port stands in that room. */

export interface Clock {
  now(): Instant;
  /** Milliseconds that never run backwards, from an arbitrary start. */
  monotonicMs(): number;
}

export interface Randomness {
  bytes(length: number): Uint8Array;
  /** A random id: 26 characters of Crockford base32 in lower case (130 bits). */
  id(): string;
}

/** Where a copied secret goes. The implementation clears it after `clearAfterMs`, and only if it is still ours. */
export interface Clipboard {
  /** @throws clipboard.noTool, clipboard.noDisplay, clipboard.failed */
  copySecret(text: string, clearAfterMs: number): Promise<void>;
  /** What is on the clipboard now, '' when there is no text. @throws clipboard.* */
  readText(): Promise<string>;
  /** Clears what we put there, at once, if it is still ours (lock, quit). */
  clearNow(): Promise<void>;
}

/**
 * A child process that speaks in messages: Electron's `utilityProcess` in the app, a Node child in the terminal.
 * `core` never knows which; the shell hands in the launcher.
 */
export interface ChildProcess {
  readonly pid: number | undefined;
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export interface ProcessLauncher {
  /** Starts one of our own bundles. `environment` is the child's whole environment; nothing is inherited. */
  start(program: 'worker' | 'practice', environment: Record<string, string>): ChildProcess;
}

/** Asks the person at this shell: a dialog of the main process, or a typed yes on the controlling terminal. */
export interface Confirmation {
  /** @throws authorization.noTerminal when nobody can be asked. */
  confirm(question: { title: string; detail: string }): Promise<boolean>;
}

/** Asks the person where a file shall go, and writes it there: for this user alone, and with nothing left of it where that fails. */
export interface FileSaver {
  /** `pieces` are first taken when a place was chosen. @throws export.unwritable, and what `pieces` throws */
  save(suggestedName: string, pieces: AsyncIterable<string>): Promise<'saved' | 'cancelled'>;
}
