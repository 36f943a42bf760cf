import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

export const callerFolder = fileURLToPath(new URL('../../out/test-keychain/', import.meta.url));

/** Plain Node cannot read TypeScript, and keytar takes its session from the environment of a whole process. */
export default async function bundle(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: `${here}caller.ts`,
      target: 'node20',
      outDir: callerFolder,
      emptyOutDir: true,
      rolldownOptions: { external: ['keytar'], output: { format: 'es', entryFileNames: 'caller.mjs' } },
    },
  });
}
