// @ts-check
import { fetchCurrent } from '../lib/current.mjs';
import { fetchEvaluation } from '../lib/evaluation.mjs';
import { overriddenElectron } from '../lib/runtime.mjs';

/**
 * For people: tries to get the current Electron and nothing else. Without it, start.mjs asks before an old one is used.
 * @returns {Promise<string | undefined>} what was done
 */
export async function runtimeForPeople() {
  if (overriddenElectron() !== undefined) return undefined;
  return (await fetchCurrent()).did;
}

/**
 * For tests and the tour: the current Electron, else the evaluation runtime.
 * @returns {Promise<string | undefined>} what was done
 */
export async function runtimeForTests() {
  if (overriddenElectron() !== undefined) return undefined;
  const current = await fetchCurrent();
  if (current.here) return current.did;
  return [current.did, fetchEvaluation()].filter(Boolean).join('; ') || undefined;
}
