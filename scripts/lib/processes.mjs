// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/**
 * Processes that carry a mark in the environment they were started with. Unlike a process group this also finds daemons
 * that made themselves independent.
 * @param {string} name of the variable, whose value is a list with commas
 * @param {string} value one of the list; unique, so that nothing foreign can match
 * @returns {number[]} process ids
 */
export function processesMarked(name, value) {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter((pid) => marksOf(pid, name).includes(value) && !isDead(pid))
    .map(Number);
}

/** Kills them all; what a dying one starts meanwhile is found in the next round. @param {string} name @param {string} value */
export function killMarked(name, value) {
  for (let round = 0; round < 20; round++) {
    const found = processesMarked(name, value);
    if (found.length === 0) return;
    for (const pid of found) kill(pid);
  }
}

/** Kills them all and waits until they are gone, so that nothing writes into folders about to be removed.
 * @param {string} name
 * @param {string} value
 * @returns {Promise<void>}
 */
export async function stopMarked(name, value) {
  for (let wait = 0; wait < 100 && processesMarked(name, value).length > 0; wait++) {
    killMarked(name, value);
    await setTimeout(20);
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

/** @param {string} pid @param {string} name */
function marksOf(pid, name) {
  try {
    const entries = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
    const entry = entries.find((text) => text.startsWith(`${name}=`));
    return entry?.slice(name.length + 1).split(',') ?? [];
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
