// @ts-check
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inRoot } from './paths.mjs';
import { capture, StepFailed } from './run.mjs';

/** @typedef {import('../../build/bundled').BundledPackage} BundledPackage */
/** @typedef {{ 'bom-ref': string, [field: string]: unknown }} Component */

/**
 * Writes what a package says of its parts: `parts.cdx.json` (CycloneDX) and `licences.txt`, both from the notes that the
 * bundles left of themselves, since most of what package.json names is never in a package.
 * @param {string} to a folder
 * @param {readonly string[]} outputs folders of `out/` that the package is made of
 * @param {string} electron version of the Electron inside
 */
export function writeAbout(to, outputs, electron) {
  const packages = packagesIn(outputs);
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, 'parts.cdx.json'), `${JSON.stringify(partsOf(packages, electron), null, 2)}\n`);
  writeFileSync(join(to, 'licences.txt'), licencesOf(packages));
}

/** @param {readonly string[]} outputs @returns {BundledPackage[]} bundled ones and those that come as they are, by name */
function packagesIn(outputs) {
  /** @type {Map<string, BundledPackage>} */
  const found = new Map();
  const notes = outputs.flatMap((output) =>
    readdirSync(inRoot('out', output), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.packages.json'))
      .map((file) => inRoot('out', output, file)),
  );
  if (notes.length === 0) throw new Error('no bundle left a note of its packages');
  for (const note of notes) {
    for (const one of JSON.parse(readFileSync(note, 'utf8'))) found.set(`${one.name}@${one.version}`, one);
  }
  for (const one of nativePackages()) found.set(`${one.name}@${one.version}`, one);
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** @returns {BundledPackage[]} */
function nativePackages() {
  const argon2 = readdirSync(inRoot('node_modules', '@node-rs')).map((name) => `@node-rs/${name}`);
  return ['keytar', ...argon2].map((name) => {
    const folder = `node_modules/${name}`;
    const { version } = JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8'));
    return { name, version, folder };
  });
}

/** npm knows hashes, licences and who needs whom; of that, what is really inside. @param {BundledPackage[]} packages @param {string} electron */
function partsOf(packages, electron) {
  // Vite has put this process into production, where npm leaves out what package.json calls development's.
  const told = capture('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--include=dev']);
  if (!told.ok)
    throw new StepFailed(`npm cannot list the parts:\n${told.stderr.trim()}`, 'npm sbom --sbom-format cyclonedx');
  const all = JSON.parse(told.stdout);
  const known = new Map(all.components.map((/** @type {Component} */ part) => [part['bom-ref'], part]));
  const inside = packages.map(({ name, version }) => {
    const part = known.get(`${name}@${version}`);
    if (part === undefined) throw new Error(`the lock file does not know ${name} ${version}`);
    // npm would give it the name under which we know it, which may be an alias of ours.
    return { ...part, name, scope: 'required', properties: [] };
  });
  const runtimes = [runtime('electron', electron), runtime('node', process.versions.node)];
  const { name, productName, version, description } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const own = `${name}@${version}`;
  const kept = new Set([...inside, ...runtimes].map((part) => part['bom-ref']));
  return {
    ...all,
    metadata: {
      ...all.metadata,
      component: { 'bom-ref': own, type: 'application', name: productName, version, description },
    },
    components: [...runtimes, ...inside],
    dependencies: [
      { ref: own, dependsOn: [...kept] },
      ...all.dependencies.flatMap((/** @type {{ ref: string, dependsOn: string[] }} */ { ref, dependsOn }) =>
        kept.has(ref) ? [{ ref, dependsOn: dependsOn.filter((part) => kept.has(part)) }] : [],
      ),
    ],
  };
}

/** Not npm's: Electron is the window's, Node is inside the terminal's executable. @param {string} name @param {string} version */
const runtime = (name, version) => ({
  'bom-ref': `${name}-runtime@${version}`,
  type: 'framework',
  name,
  version,
  scope: 'required',
  licenses: [{ license: { id: 'MIT' } }],
});

/** @param {BundledPackage[]} packages */
function licencesOf(packages) {
  const texts = packages.map(({ name, version, folder }) => section(`${name} ${version}`, licenceIn(folder)));
  const intro = `Keyhaven holds parts by others. Their licences follow. Those of Electron and of Chromium lie beside the program
(LICENSE.electron.txt, LICENSES.chromium.html).`;
  return [intro, section(`Node ${process.versions.node}`, nodeLicence()), ...texts].join('\n\n');
}

/** @param {string} title @param {string} text */
const section = (title, text) => `${'='.repeat(80)}\n${title}\n${'='.repeat(80)}\n\n${text.trim()}\n`;

/** @param {string} folder */
function licenceIn(folder) {
  const file = readdirSync(inRoot(folder)).find((name) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(name));
  if (file !== undefined) return readFileSync(inRoot(folder, file), 'utf8');
  // A package with machine code for one platform leaves its licence to the one that loads it.
  const { license, homepage } = JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8'));
  if (typeof license !== 'string') throw new Error(`${relative(inRoot(), folder)} names no licence`);
  return `${license}${homepage === undefined ? '' : `, ${homepage}`}`;
}

/** Node's own and those of what it contains, where its installation has it. */
function nodeLicence() {
  const prefix = join(dirname(process.execPath), '..');
  for (const path of [join(prefix, 'LICENSE'), join(prefix, 'share', 'doc', 'nodejs', 'LICENSE')]) {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      // Another kind of installation.
    }
  }
  return `MIT, and the licences of what it contains: https://github.com/nodejs/node/blob/v${process.versions.node}/LICENSE`;
}
