import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../support/bundle-program';

export const callerFolder = fileURLToPath(new URL('../../out/test-keychain/', import.meta.url));

/** keytar takes its session from the environment of a whole process. */
export default async function bundle(): Promise<void> {
  const entry = fileURLToPath(new URL('caller.ts', import.meta.url));
  await bundleProgram({ entry, folder: callerFolder, name: 'caller', external: ['keytar'] });
}
