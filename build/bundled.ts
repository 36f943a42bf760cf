import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** A package whose code a bundle holds. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** Where it lies, below the checkout. */
  readonly folder: string;
}

/**
 * Notes which npm packages a bundle was made of, since package.json cannot tell: nearly all of them are development's.
 * The note lies beside the bundle and in no package; the list of parts and the licences are made from it.
 */
export const noteBundled = (): Plugin => ({
  name: 'keyhaven-note-bundled',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
    const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []));
    const packages = [...folders].sort().map((path): BundledPackage => {
      const about = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as BundledPackage;
      return { name: about.name, version: about.version, folder: path.slice(path.indexOf('/node_modules/') + 1) };
    });
    this.emitFile({ type: 'asset', fileName: '.packages.json', source: JSON.stringify(packages) });
  },
});

/** The bundler writes modules that it makes itself as `\0name:path`. */
const packageFolder = (id: string): string | undefined =>
  /^\0?(?:.*:)?(\/?.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1];
