import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { ccxtFiles, commonjs, inputs, native } from '../../build/lanes';

export const bundleFolder = fileURLToPath(new URL('../../out/test-practice/', import.meta.url));

/** The worker and the practice exchange as they are shipped with the terminal, without the terminal. */
export default async function bundle(): Promise<void> {
  const { worker, practice } = inputs('cli');
  if (worker === undefined || practice === undefined)
    throw new Error('the sources of the worker or the practice exchange are not there');
  await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: [ccxtFiles] },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: bundleFolder,
      emptyOutDir: true,
      rolldownOptions: { input: { worker, practice }, external: native, output: commonjs },
    },
  });
  // The repository says that its .js files are ES modules; these are not.
  writeFileSync(join(bundleFolder, 'package.json'), '{"type":"commonjs"}\n');
}
