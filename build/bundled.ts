import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** A package whose code a bundle holds, and where it lies. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
}

/** Beside a bundle, never in a package: what the list of parts and the licences are made from. */
export const bundledFile = '.packages.json';

/** Notes which npm packages a bundle was made of, since package.json cannot tell: nearly all of them are development's. */
export const noteBundled = (): Plugin => ({
  name: 'keyhaven-note-bundled',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
    const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []));
    const packages = [...folders].sort().map((folder): BundledPackage => {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as BundledPackage;
      return { name, version };
    });
    this.emitFile({ type: 'asset', fileName: bundledFile, source: JSON.stringify(packages) });
  },
});

const packageFolder = (id: string): string | undefined =>
  /^\0?(?:.*:)?(\/?.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1];
