// @ts-check
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Processes that carry a variable in the environment they were started with. Unlike a process group this also finds
 * daemons that made themselves independent.
 * @param {string} name
 * @param {string} value unique, so that nothing foreign can match
 * @returns {number[]} process ids
 */
export function processesMarked(name, value) {
  const entry = `${name}=${value}`;
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter((pid) => environmentOf(pid).includes(entry) && !isDead(pid))
    .map(Number);
}

/** Ends them all at once; what a dying one starts meanwhile is found in the next round. @param {string} name @param {string} value */
export function stopMarked(name, value) {
  for (let round = 0; round < 20; round++) {
    const found = processesMarked(name, value);
    if (found.length === 0) return;
    for (const pid of found) kill(pid);
  }
}

/** @param {number} pid */
function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}

/** @param {string} pid */
function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
  } catch {
    return []; // gone, or another user's
  }
}

/** @param {string} pid */
function isDead(pid) {
  try {
    return /^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return true;
  }
}
