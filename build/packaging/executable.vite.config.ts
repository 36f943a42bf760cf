import { defineConfig, type Plugin } from 'vite';
import { noteBundled } from '../bundled';

/** Packages with machine code, which lie beside the executable, and what the program takes of them. */
const native: Readonly<Record<string, string>> = {
  keytar: `export default new Proxy({}, { get: (_, name) => load()[name] });`,
  '@node-rs/argon2': `export const hashRaw = (...given) => load().hashRaw(...given);`,
};

/**
 * Loads them on first use. In one file every `import` is done at its beginning, and both together take as long as all
 * that a command does which a server answers.
 */
const loadedWhenUsed = (): Plugin => ({
  name: 'keyhaven-loaded-when-used',
  enforce: 'pre',
  resolveId: (id) => (id in native ? `\0when-used:${id}` : null),
  load: (id) => {
    const name = id.startsWith('\0when-used:') ? id.slice('\0when-used:'.length) : '';
    const taken = native[name];
    if (taken === undefined) return null;
    return `import { createRequire } from 'node:module';
const load = () => createRequire(process.execPath)('${name}');
${taken}`;
  },
});

/** The terminal as one file, as a single executable application has to be; its children's bundles lie beside it. */
export default defineConfig({
  plugins: [loadedWhenUsed(), noteBundled()],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    emptyOutDir: true,
    minify: true,
    rolldownOptions: {
      input: { terminal: 'cli/executable.ts' },
      output: { format: 'cjs', entryFileNames: '[name].js', codeSplitting: false },
    },
  },
});
