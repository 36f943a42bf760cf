// @ts-check
import { fetchCurrent } from '../lib/current.mjs';
import { fetchEvaluation } from '../lib/evaluation.mjs';
import { overriddenElectron } from '../lib/runtime.mjs';

/**
 * For people: tries to get the current Electron and nothing else. Without it, start.mjs asks before an old one is used.
 * @param {unknown} _job
 * @param {(what: string) => void} say what begins and will take a while
 * @returns {Promise<string | undefined>} what was done
 */
export async function runtimeForPeople(_job, say) {
  if (overriddenElectron() !== undefined) return undefined;
  return (await fetchCurrent(say)).did;
}

/**
 * For tests and the tour: the current Electron, else the evaluation runtime.
 * @param {unknown} _job
 * @param {(what: string) => void} say what begins and will take a while
 * @returns {Promise<string | undefined>} what was done
 */
export async function runtimeForTests(_job, say) {
  if (overriddenElectron() !== undefined) return undefined;
  const current = await fetchCurrent(say);
  if (current.here) return current.did;
  return [current.did, fetchEvaluation(say)].filter(Boolean).join('; ') || undefined;
}
