import { defineConfig } from 'vite';
import { noteBundled } from '../bundled';
import { native } from '../lanes';

/** The terminal as one file, as a single executable application has to be; its children's bundles lie beside it. */
export default defineConfig({
  plugins: [noteBundled()],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    emptyOutDir: true,
    minify: true,
    rolldownOptions: {
      input: { terminal: 'cli/executable.ts' },
      external: native,
      output: {
        format: 'cjs',
        entryFileNames: '[name].js',
        codeSplitting: false,
        // The `require` that Node hands to an embedded program knows Node's own modules only.
        intro: `require = require('node:module').createRequire(process.execPath);`,
      },
    },
  },
});
