import { build } from 'vite';

export interface TestProgram {
  /** Its source, absolute. */
  readonly entry: string;
  /** Where `<name>.mjs` goes; emptied first. */
  readonly folder: string;
  readonly name: string;
  /** Packages with native code, which are not bundled. */
  readonly external: readonly (string | RegExp)[];
}

/** One TypeScript program of a test as a file that plain Node runs in a process of its own. */
export async function bundleProgram({ entry, folder, name, external }: TestProgram): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { external: [...external], output: { format: 'es', entryFileNames: `${name}.mjs` } },
    },
  });
}
