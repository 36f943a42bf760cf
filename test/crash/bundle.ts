import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../support/bundle-program';

const folderOf = (name: string) => fileURLToPath(new URL(`../../out/test-${name}/`, import.meta.url));
const sourceOf = (name: string) => fileURLToPath(new URL(`${name}.ts`, import.meta.url));
const external = [/^@node-rs\/argon2/];

export const writerFolder = folderOf('crash');
export const tenantFolder = folderOf('memory');
export const ledgerWriterFolder = folderOf('crash-ledger');
export const brokerHouseFolder = folderOf('crash-broker');

/** A crash needs a process of its own, and so does a look into one's whole memory. */
export default async function bundle(): Promise<void> {
  await bundleProgram({ entry: sourceOf('writer'), folder: writerFolder, name: 'writer', external });
  await bundleProgram({ entry: sourceOf('tenant'), folder: tenantFolder, name: 'tenant', external });
  await bundleProgram({ entry: sourceOf('broker-house'), folder: brokerHouseFolder, name: 'broker-house', external });
  const ledger = { entry: sourceOf('ledger-writer'), folder: ledgerWriterFolder, name: 'ledger-writer' };
  await bundleProgram({ ...ledger, external: [] });
}
