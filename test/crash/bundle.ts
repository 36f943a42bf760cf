import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

export const writerFolder = fileURLToPath(new URL('../../out/test-crash/', import.meta.url));

/** Plain Node cannot read TypeScript, and a crash needs a process of its own. */
export default async function bundle(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: `${here}writer.ts`,
      target: 'node20',
      outDir: writerFolder,
      emptyOutDir: true,
      rolldownOptions: { external: [/^@node-rs\/argon2/], output: { format: 'es', entryFileNames: 'writer.mjs' } },
    },
  });
}
