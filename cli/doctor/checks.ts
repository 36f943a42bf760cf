import { failureOf } from '../../core/base/failure';
import { problem, type Check, type Found, type Patient } from './check';
import { lookAtClock, lookAtFiles, lookAtFolder, lookAtSpace, lookForLeftovers } from './folder';
import { lookAtOwnRules } from './rules';
import { lookAtServer } from './server';
import { lookAtBus, lookAtClipboard, lookAtKeychain, lookAtNode } from './surroundings';
import { lookAtLog, lookAtVault } from './vault';

/** Everything the doctor looks at, in the order of its answer. To add one: a row here. */
export const checks: readonly Check[] = [
  { name: 'node', title: 'Node', look: lookAtNode },
  { name: 'folder', title: 'Data folder', look: lookAtFolder },
  { name: 'files', title: 'Files in it', look: lookAtFiles },
  { name: 'leftovers', title: 'Leftovers', look: lookForLeftovers },
  { name: 'space', title: 'Disk space', look: lookAtSpace },
  { name: 'vault', title: 'Vault', look: lookAtVault },
  { name: 'rules', title: 'Key rules', look: lookAtOwnRules },
  { name: 'log', title: 'Audit log', look: lookAtLog },
  { name: 'server', title: 'Server', look: lookAtServer },
  { name: 'clock', title: 'Clock', look: lookAtClock },
  { name: 'bus', title: 'D-Bus', look: lookAtBus },
  { name: 'keychain', title: 'Keychain', look: lookAtKeychain },
  { name: 'clipboard', title: 'Clipboard', look: lookAtClipboard },
];

export type Diagnosed = Pick<Check, 'name' | 'title'> & Found;

/** A check that breaks is a problem too, and keeps no other from being made. */
export async function examine(patient: Patient): Promise<Diagnosed[]> {
  return Promise.all(
    checks.map(async ({ name, title, look }) => {
      const found = await look(patient).catch((error: unknown) => {
        const { message, hint } = failureOf(error);
        return problem(message, hint);
      });
      return { name, title, ...found };
    }),
  );
}
