import { defineConfig } from 'vite';
import { noteBundled } from './bundled';
import { ccxtFiles, commonjs, inputs, native } from './lanes';

/**
 * The terminal: plain Node 20, with the worker and the practice exchange it starts as children. `--mode children` builds
 * these two alone, for the executable that has the terminal inside.
 */
export default defineConfig(({ mode }) => ({
  plugins: [noteBundled()],
  resolve: { alias: [ccxtFiles] },
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    emptyOutDir: true,
    rolldownOptions: { input: inputs(mode === 'children' ? 'children' : 'cli'), external: native, output: commonjs },
  },
}));
