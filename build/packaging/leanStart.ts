import type { Plugin } from 'vite';

/** What a command that a server answers has use for. The others come with the part of the program that keeps a vault. */
const packages = ['commander'];

/**
 * Fails the build where another package is loaded at the start of every command: an import of one constant can bring
 * all schemas with it, and then a command takes as long again.
 */
export const leanStart = (entry: string): Plugin => ({
  name: 'keyhaven-lean-start',
  generateBundle(_options, bundle) {
    const names = new Set([entry]);
    for (const name of names) {
      const part = bundle[name];
      if (part?.type !== 'chunk') continue;
      for (const other of part.imports) names.add(other);
      for (const id of part.moduleIds) {
        const found = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1];
        if (found !== undefined && !packages.includes(found))
          this.error(`every command loads ${found} at its start (${id}); import what needs it where it is used`);
      }
    }
  },
});
