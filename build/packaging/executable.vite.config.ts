import { createRequire } from 'node:module';
import { defineConfig, type Plugin } from 'vite';
import { noteBundled } from '../bundled';
import { leanStart } from './leanStart';

/** Packages with machine code, which lie beside the executable, and what the program takes of them. */
const native: Readonly<Record<string, readonly string[]>> = {
  keytar: ['getPassword', 'setPassword', 'deletePassword'],
  '@node-rs/argon2': ['hashRaw'],
};

/** Parts of Node that a command does not need which a server answers. */
const ofNode = [
  'node:child_process',
  'node:fs/promises',
  'node:http',
  'node:stream/consumers',
  'node:timers/promises',
  'node:tty',
];

/** By what the program loads it, and the names in it. */
function partOf(id: string): { load: string; names: readonly string[] } | null {
  const names = native[id];
  if (names !== undefined) return { load: `createRequire(process.execPath)('${id}')`, names };
  if (!ofNode.includes(id)) return null;
  return {
    load: `process.getBuiltinModule('${id}')`,
    names: Object.keys(createRequire(import.meta.url)(id) as object),
  };
}

/**
 * Loads them on first use. What a part of the program imports is loaded at its beginning, and these took as long as
 * everything that a command does which a server answers.
 */
const loadedWhenUsed = (): Plugin => {
  const mark = '\0when-used:';
  return {
    name: 'keyhaven-loaded-when-used',
    enforce: 'pre',
    resolveId: (id) => (partOf(id) === null ? null : `${mark}${id}.cjs`),
    load: (id) => {
      const part = id.startsWith(mark) ? partOf(id.slice(mark.length, -'.cjs'.length)) : null;
      if (part === null) return null;
      const getters = part.names.map((name) => `get ${name}() { return load().${name}; }`);
      return `const { createRequire } = process.getBuiltinModule('node:module');
const load = () => ${part.load};
module.exports = { ${getters.join(', ')} };`;
    },
  };
};

/** The terminal in parts, and what loads them out of the executable; its children's bundles lie beside it. */
export default defineConfig({
  plugins: [loadedWhenUsed(), leanStart('terminal.js'), noteBundled()],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    emptyOutDir: true,
    minify: true,
    rolldownOptions: {
      input: { start: 'cli/start.ts', terminal: 'cli/executable.ts' },
      output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
