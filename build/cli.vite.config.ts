import { defineConfig } from 'vite';
import { ccxtFiles, commonjs, inputs, native } from './lanes';

/** The terminal: plain Node 20, with the worker and the practice exchange it starts as children. */
export default defineConfig({
  resolve: { alias: [ccxtFiles] },
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    emptyOutDir: true,
    rolldownOptions: { input: inputs('cli'), external: native, output: commonjs },
  },
});
