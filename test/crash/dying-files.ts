import { constants, type PathLike } from 'node:fs';
import files, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';

export interface Dying {
  /** The steps that were made since `start`. */
  readonly names: string[];
  /** From here on steps count. */
  start(): void;
  /** One more step is about to be made; the process may not survive it. */
  step(name: string): void;
}

/** What kind of file it is: `vault.new-<26 letters>` is `vault.new`, and a folder is a folder. */
const kindOf = (path: unknown) => {
  const name = basename(String(path)).replace(/-(?=[0-9a-z]*[0-9])[0-9a-z]{26}$/, '');
  return name.includes('.') ? name : 'the folder';
};

/** Reading changes nothing, so that dying before it is dying after the write before; but a new file is read back. */
const opens = (flags: string | number | undefined, kind: string) => {
  const writes = typeof flags === 'number' ? (flags & constants.O_CREAT) !== 0 : /[wa]/.test(flags ?? 'r');
  return writes ? `open ${kind}` : kind === 'vault.new' ? `read ${kind} back` : null;
};

export interface Death {
  /** The step before which this process dies, counted from 0; null: it lives. */
  readonly dieAt: number | null;
  /** Die this long after that step began; null: before it. */
  readonly lateMs: number | null;
  /** In place of a number: the step of that name, the first (0) or a later one. */
  readonly dieOn?: { readonly name: string; readonly nth: number } | null;
}

/**
 * Makes every write of this process a step, whichever room makes it, and kills the process at the chosen one. Contents
 * are written in two halves, so that dying between them leaves half a file.
 */
export function dyingFiles({ dieAt, lateMs, dieOn = null }: Death): Dying {
  const names: string[] = [];
  let started = false;
  let toGo = dieOn?.nth ?? 0;

  const isLast = (name: string) => (dieOn === null ? names.length === dieAt : name === dieOn.name && toGo-- === 0);
  const step = (name: string) => {
    if (!started) return;
    if (isLast(name)) {
      if (lateMs === null) process.kill(process.pid, 'SIGKILL');
      else setTimeout(() => process.kill(process.pid, 'SIGKILL'), lateMs);
    }
    names.push(name);
  };
  const stepping =
    <A extends unknown[], R>(nameOf: (...words: A) => string, call: (...words: A) => R) =>
    (...words: A): R => {
      step(nameOf(...words));
      return call(...words);
    };
  const one = (verb: string) => (path: unknown) => `${verb} ${kindOf(path)}`;
  const two = (verb: string) => (from: unknown, to: unknown) => `${verb} ${kindOf(from)} to ${kindOf(to)}`;

  function stepped(handle: FileHandle, kind: string): FileHandle {
    const inHalves = async (content: unknown) => {
      const bytes = typeof content === 'string' ? Buffer.from(content) : (content as Buffer);
      const half = bytes.length >> 1;
      step(`write the first half of ${kind}`);
      await handle.write(bytes, 0, half);
      step(`write the second half of ${kind}`);
      await handle.write(bytes, half, bytes.length - half);
    };
    handle.sync = stepping(() => `sync ${kind}`, handle.sync.bind(handle));
    handle.datasync = stepping(() => `sync ${kind}`, handle.datasync.bind(handle));
    handle.truncate = stepping(() => `cut ${kind}`, handle.truncate.bind(handle));
    handle.writeFile = inHalves;
    handle.appendFile = inHalves;
    return handle;
  }

  const { open, rename, link, unlink, mkdir } = files;
  const dying = {
    open: async (...words: Parameters<typeof open>) => {
      const kind = kindOf(words[0]);
      const name = opens(words[1], kind);
      if (name !== null) step(name);
      return stepped(await open(...words), kind);
    },
    rename: stepping(two('rename'), rename),
    link: stepping(two('link'), link),
    unlink: stepping(one('remove'), unlink),
    mkdir: stepping(one('make'), mkdir as (path: PathLike) => Promise<unknown>),
  };
  Object.assign(files, dying);
  // Rooms that import single functions must get these too.
  syncBuiltinESMExports();
  return {
    names,
    step,
    start: () => {
      started = true;
    },
  };
}
