import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { noteBundled } from '../bundled';

const here = dirname(fileURLToPath(import.meta.url));

/** The modules that are loaded before the app on the evaluation runtime. */
export default defineConfig({
  plugins: [noteBundled()],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node16',
    emptyOutDir: true,
    rolldownOptions: {
      input: { compat: join(here, 'compat.ts'), 'compat-worker': join(here, 'compat-worker.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
    },
  },
});
