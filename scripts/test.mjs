// @ts-check
/**
 * `npm test`: every lane that can run on this machine, two side by side, and one line with the counts at the end.
 * A lane that cannot run here is named and counts as skipped. `npm test -- unit window` runs only the lanes named.
 * `--long`: the full counts; stopped, it goes on at the next start (`--fresh`: from the beginning), and writes
 * docs/assurance.md at its end.
 */
import { writeFileSync } from 'node:fs';
import { promises } from '../test/assurance/promises.mjs';
import { fingerprint } from './lib/fingerprint.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { assurancePage } from './test/assurance-page.mjs';
import { build, lanes } from './test/lanes.mjs';
import { runAll } from './test/run-all.mjs';

/** All that a lane's result can depend on. */
const sources = [
  ...['core', 'electron', 'cli', 'renderer', 'practice', 'build', 'scripts', 'test'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'vitest.config.ts', 'electron.vite.config.ts'],
  ...['electron-builder.yml', 'eslint.config.js', 'knip.json'],
];

const args = process.argv.slice(2);
const wanted = args.filter((word) => !word.startsWith('-'));
const unknown = wanted.filter((name) => ![build, ...lanes].some((lane) => lane.name === name));
if (unknown.length > 0) {
  console.error(`no such lane: ${unknown.join(' ')}\nlanes: ${lanes.map(({ name }) => name).join(' ')}`);
  process.exit(64);
}

process.exitCode = await runAll({
  first: build,
  lanes: wanted.length === 0 ? lanes : lanes.filter(({ name }) => wanted.includes(name)),
  promises,
  long: args.includes('--long')
    ? {
        stateFile: inRoot('out', 'test-long', 'state.json'),
        print: () => fingerprint(root, sources, { withTests: true }),
        fresh: args.includes('--fresh'),
        finish: (done) => writeFileSync(inRoot('docs', 'assurance.md'), assurancePage(promises, done)),
      }
    : null,
});
