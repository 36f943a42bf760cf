// @ts-check
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inRoot, root } from './paths.mjs';
import { currentElectron } from './runtime.mjs';

const noted = inRoot('.runtime', 'electron-unavailable.json');
const dayMs = 24 * 60 * 60 * 1000;
const probeMs = 15_000;

/** @returns {string} the version of Electron that package.json names */
const wantedVersion = () =>
  JSON.parse(readFileSync(inRoot('node_modules', 'electron', 'package.json'), 'utf8')).version;

/**
 * Downloads the binary of the Electron in package.json (since 42 it no longer comes with `npm ci`) unless it is here.
 * A failure is remembered for a day, so that a machine which cannot reach it does not wait at every start;
 * `rm .runtime/electron-unavailable.json` tries again at once.
 * @param {(what: string) => void} say what begins and will take a while
 * @returns {Promise<{ here: boolean, did?: string, why?: string }>} `why` it is not here
 */
export async function fetchCurrent(say) {
  if (currentElectron() !== undefined) return { here: true };
  const version = wantedVersion();
  const before = recentFailure(version);
  if (before !== undefined) return { here: false, why: before };

  say(`downloading Electron ${version}`);
  const why = await download(version);
  if (why === undefined && currentElectron() !== undefined) {
    rmSync(noted, { force: true });
    return { here: true, did: `downloaded Electron ${version}` };
  }
  const reason = why ?? 'the download left no executable';
  mkdirSync(inRoot('.runtime'), { recursive: true });
  writeFileSync(noted, JSON.stringify({ version, reason, at: new Date().toISOString() }));
  return {
    here: false,
    did: `Electron ${version} cannot be downloaded here (${reason}); tried again in a day`,
    why: reason,
  };
}

/** @param {string} version @returns {string | undefined} why it failed within the last day */
function recentFailure(version) {
  try {
    const note = JSON.parse(readFileSync(noted, 'utf8'));
    const fresh = Math.abs(Date.now() - Date.parse(note.at)) < dayMs;
    return fresh && note.version === version ? String(note.reason) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Runs Electron's own installer, which checks the checksum and uses its cache. It waits minutes for a host that does
 * not answer, so a short probe beside it ends the wait; through a proxy or a mirror only the installer knows the way.
 * @param {string} version
 * @returns {Promise<string | undefined>} why it failed
 */
async function download(version) {
  const child = spawn(process.execPath, [inRoot('node_modules', 'electron', 'install.js')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });

  let unreachable = false;
  if (
    !Object.keys(process.env).some((name) =>
      /^(https?_proxy|all_proxy|electron_mirror|npm_config_electron_mirror)$/i.test(name),
    )
  ) {
    void reachable(version).then((yes) => {
      if (yes) return;
      unreachable = true;
      child.kill('SIGKILL');
    });
  }
  if ((await ended) === 0) return undefined;
  if (unreachable) return 'github.com does not answer';
  return /Error: (.{1,120})/.exec(errors)?.[1] ?? 'its installer failed';
}

/** @param {string} version */
async function reachable(version) {
  try {
    const url = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(probeMs) });
    return true;
  } catch {
    return false;
  }
}
