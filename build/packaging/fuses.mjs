// @ts-check

/**
 * Electron's fuses, in the order of their bytes in the executable.
 * Source: electronjs.org/docs/latest/tutorial/fuses and build/fuses/fuses.json5 of electron/electron, seen 2026-11.
 */
export const fuses = /** @type {const} */ ([
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'embeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
  'wasmTrapHandlers',
]);

/** @typedef {(typeof fuses)[number]} Fuse */

/** Stands once in the executable, before the version of the wire, its length, and one character per fuse. */
const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');

/**
 * @param {Buffer} executable
 * @returns {{ at: number, states: string }} where the fuses' characters begin, and they: `1` on, `0` off, `r` taken out
 * @throws {Error} when the file is no Electron, or one with a wire of a kind we do not know
 */
export function wireOf(executable) {
  const found = executable.indexOf(sentinel);
  const begin = found + sentinel.length;
  if (found === -1 || executable[begin] !== 1) throw new Error('no fuses of a known kind in this executable');
  const length = executable[begin + 1] ?? 0;
  return { at: begin + 2, states: executable.toString('latin1', begin + 2, begin + 2 + length) };
}

/**
 * @param {Buffer} executable
 * @returns {Partial<Record<Fuse, boolean>>} the fuses this Electron has, and whether they are on
 */
export function readFuses(executable) {
  const { states } = wireOf(executable);
  const known = fuses.flatMap((name, at) => (/[01]/.test(states[at] ?? '') ? [[name, states[at] === '1']] : []));
  return Object.fromEntries(known);
}
