// @ts-check
/**
 * `npm test`: every lane that can run on this machine, two side by side, and one line with the counts at the end.
 * A lane that cannot run here is named and counts as skipped. `npm test -- unit window` runs only the lanes named.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, lanes } from './test/lanes.mjs';
import { runLane } from './test/run-lane.mjs';

const sideBySide = 2;
const args = process.argv.slice(2);
const long = args.includes('--long');
const wanted = args.filter((word) => !word.startsWith('-'));
const unknown = wanted.filter((name) => ![build, ...lanes].some((lane) => lane.name === name));
if (unknown.length > 0) {
  console.error(`no such lane: ${unknown.join(' ')}\nlanes: ${lanes.map(({ name }) => name).join(' ')}`);
  process.exit(64);
}

const began = Date.now();
const scratch = mkdtempSync(join(tmpdir(), 'keyhaven-test-'));
const chosen = wanted.length === 0 ? [...lanes] : lanes.filter(({ name }) => wanted.includes(name));
const quiet = chosen.length > 1;
const total = { passed: 0, broken: /** @type {string[]} */ ([]), skipped: /** @type {string[]} */ ([]) };
/** @type {string[]} */
const times = [];
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

/** @param {import('./test/lanes.mjs').Lane} lane */
async function run(lane) {
  const start = Date.now();
  if (quiet) console.log(`-- ${lane.name} begins (needs ${lane.needs})`);
  const { passed, broken, skipped, output } = await runLane(lane, { scratch, long, quiet });
  const took = `${((Date.now() - start) / 1000).toFixed(0)} s`;
  times.push(`${lane.name} ${took}`);
  total.passed += passed;
  total.broken.push(...broken);
  total.skipped.push(...skipped);
  console.log(
    `${output}\n== ${lane.name}: ${passed} passed, ${broken.length} failed, ${skipped.length} skipped (${took})\n`,
  );
}

await run(build);
const waiting = [...chosen];
const worker = async () => {
  for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) await run(lane);
};
await Promise.all(Array.from({ length: quiet ? sideBySide : 1 }, worker));
rmSync(scratch, { recursive: true, force: true });

console.log(`${times.join(', ')}; together ${((Date.now() - began) / 1000).toFixed(0)} s`);
if (total.skipped.length > 0) console.log(`\nSkipped, each by name:\n  ${total.skipped.join('\n  ')}`);
if (total.broken.length > 0) console.log(`\nFailed:\n  ${total.broken.join('\n  ')}`);
console.log(`\n${total.passed} passed, ${total.broken.length} failed, ${total.skipped.length} skipped`);
process.exitCode = total.broken.length > 0 || total.passed === 0 ? 1 : 0;
