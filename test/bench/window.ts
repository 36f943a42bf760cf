import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { median } from './support/measure';
import { familyMib } from './support/memory';
import { tell } from './support/rows';

/** Start and idle memory of the app against an empty window on the same runtime, in a desktop session of its own. */

const goalRatio = 1.3;
const goalMib = 40;
const longestSeconds = 200;

type Name = 'ours' | 'empty';
type Said = { name: Name; startMs: number } | { name: Name | 'tray'; idlePid: number } | { runtime: string };

const starts: Record<Name, number[]> = { ours: [], empty: [] };
const memory: Record<Name | 'tray', number[]> = { ours: [], empty: [], tray: [] };
let runtime = '';

const session = ['--keyring', '--display', '--timeout', String(longestSeconds), '--'];
const inside = ['node', 'out/test-bench/window-inside.mjs'];
const child = spawn(process.execPath, [inRoot('scripts', 'lib', 'session.mjs'), ...session, ...inside], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const code = new Promise<number | null>((resolve) => child.once('exit', resolve));

for await (const line of createInterface({ input: child.stdout })) {
  const said = JSON.parse(line) as Said;
  if ('runtime' in said) runtime = said.runtime;
  else if ('startMs' in said) starts[said.name].push(said.startMs);
  else memory[said.name].push(memoryOf(said.idlePid));
}
const ended = await code;
if (ended !== 0) throw new Error(`the session ended with ${String(ended)}`);

/** NaN where it may not be read: that is for root alone. */
function memoryOf(pid: number): number {
  try {
    return familyMib(pid);
  } catch {
    return NaN;
  }
}

/** The first round warms the disk's cache. */
const measured = (values: readonly number[]) => median(values.slice(1));

const startMs = measured(starts.ours);
const emptyMs = measured(starts.empty);
tell({
  what: `Window, start to usable (Electron ${runtime})`,
  unit: 'ms',
  ours: startMs,
  other: emptyMs,
  goal: { text: `≤ ${goalRatio} ×`, met: startMs <= goalRatio * emptyMs },
});
const idleMib = measured(memory.ours);
const emptyMib = measured(memory.empty);
if (Number.isNaN(idleMib + emptyMib)) process.stderr.write('window: memory left out; only root may read it\n');
else {
  tell({
    what: `Window, idle memory of all processes (Electron ${runtime})`,
    unit: 'MiB',
    ours: idleMib,
    other: emptyMib,
    goal: { text: `≤ + ${goalMib} MiB`, met: idleMib <= emptyMib + goalMib },
  });
  tell({
    what: 'In the tray with the window closed, idle memory of all processes, against the empty window',
    unit: 'MiB',
    ours: measured(memory.tray),
    other: emptyMib,
    goal: null,
  });
}
