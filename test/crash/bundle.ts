import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../support/bundle-program';

export const writerFolder = fileURLToPath(new URL('../../out/test-crash/', import.meta.url));

/** A crash needs a process of its own. */
export default async function bundle(): Promise<void> {
  const entry = fileURLToPath(new URL('writer.ts', import.meta.url));
  await bundleProgram({ entry, folder: writerFolder, name: 'writer', external: [/^@node-rs\/argon2/] });
}
