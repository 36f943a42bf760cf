import fs from 'node:fs/promises';
import type { FileSystem } from '../../core/vault/disk';

/**
 * The real file system, whose process kills itself just before the chosen call. A file's content is written in two
 * halves, so that dying between them leaves half a file. `names` says what was called.
 */
export function dyingFiles(dieAt: number | null): { files: FileSystem; names: string[]; start: () => void } {
  const names: string[] = [];
  let started = false;

  const step = (name: string) => {
    if (!started) return;
    if (names.length === dieAt) process.kill(process.pid, 'SIGKILL');
    names.push(name);
  };
  const stepping =
    <A extends unknown[], R>(name: string, call: (...words: A) => Promise<R>) =>
    (...words: A): Promise<R> => {
      step(name);
      return call(...words);
    };

  const files: FileSystem = {
    lstat: stepping('lstat', fs.lstat) as typeof fs.lstat,
    mkdir: stepping('mkdir', fs.mkdir) as typeof fs.mkdir,
    readdir: stepping('readdir', fs.readdir) as typeof fs.readdir,
    chmod: stepping('chmod', fs.chmod),
    rename: stepping('rename', fs.rename),
    link: stepping('link', fs.link),
    unlink: stepping('unlink', fs.unlink),
    async open(path, flags, mode) {
      step(`open ${String(flags)}`);
      const handle = await fs.open(path, flags, mode);
      handle.chmod = stepping('chmod the file', handle.chmod.bind(handle));
      handle.sync = stepping('sync', handle.sync.bind(handle));
      handle.close = stepping('close', handle.close.bind(handle));
      handle.writeFile = async (content) => {
        const bytes = content as Buffer;
        const half = bytes.length >> 1;
        step('write the first half');
        await handle.write(bytes, 0, half, 0);
        step('write the second half');
        await handle.write(bytes, half, bytes.length - half, half);
      };
      return handle;
    },
  };
  return {
    files,
    names,
    start: () => {
      started = true;
    },
  };
}
