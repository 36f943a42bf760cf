import type { Candidate, IntakeParser } from './candidate';
import { leavesOf } from './json';

const keyName = /^organizations\/[\w-]+\/apiKeys\/[\w-]+$/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** 64 bytes: seed and public key. */
const ed25519 = /^[A-Za-z0-9+/]{86}==$/;

/**
 * The file that Coinbase's Developer Platform offers once: `{ name: "organizations/…/apiKeys/…", privateKey: PEM }`, and since Ed25519 keys
 * `{ id, privateKey: base64 }`. Source: docs.cdp.coinbase.com, API keys, and the CDP SDK, seen 2026-11.
 */
export const coinbase: IntakeParser = {
  source: 'coinbase',
  read(text) {
    const leaves = leavesOf(text);
    const secret = leaves?.find(({ name, path }) => name === 'privateKey' && path.length === 0);
    const key = leaves?.find(({ name, path }) => ['name', 'id'].includes(name) && path.length === 0);
    if (leaves === null || secret === undefined || key === undefined) return null;
    if (!keyName.test(key.value) && !(uuid.test(key.value) && ed25519.test(secret.value))) return null;
    return [said('exchange', 'coinbase'), ...leaves.map((leaf) => renamed(leaf, key.name))];
  },
};

/** Coinbase calls the key itself "name" or "id". */
function renamed(leaf: Candidate, keyed: string): Candidate {
  if (leaf.path.length > 0) return leaf;
  if (leaf.name === keyed) return { ...leaf, name: 'API key' };
  return leaf.name === 'privateKey' ? { ...leaf, name: 'secret' } : leaf;
}

function said(name: string, value: string): Candidate {
  return { name, path: [], value };
}
