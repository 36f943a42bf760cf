import { getAsset, getRawAsset } from 'node:sea';
import { Script } from 'node:vm';

/**
 * What Node runs of the terminal's own executable. The program is in it in parts, each with what was compiled of it when it
 * was built (scripts/lib/executable.mjs), and a part is loaded when another asks for it. Of one file Node keeps hardly a
 * function compiled, and reads it whole for a command that needs a quarter of it.
 */
type Part = (exports: object, require: (id: string) => unknown, module: { exports: object }) => void;

const loaded = new Map<string, { exports: object }>();

function load(name: string): unknown {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  // Node refuses what was compiled under other flags (NODE_OPTIONS can set some), and compiles the text.
  const cachedData = Buffer.from(getRawAsset(`${name}.compiled`) as ArrayBuffer);
  const part = new Script(getAsset(name, 'utf8'), { filename: name, cachedData }).runInThisContext() as Part;
  part(module.exports, (id) => (id.startsWith('./') ? load(id.slice(2)) : process.getBuiltinModule(id)), module);
  return module.exports;
}

load('terminal.js');
