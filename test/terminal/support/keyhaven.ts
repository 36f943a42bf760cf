import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inRoot } from '../../../scripts/lib/paths.mjs';

/** The built program, as its own command line. */
export const program = [process.execPath, inRoot('out', 'cli', 'cli.js')] as const;

export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `keyhaven` as a script does: no terminal anywhere, `input` on standard input. */
export async function runKeyhaven(
  args: readonly string[],
  { env, input = '' }: { readonly env: Record<string, string>; readonly input?: string },
): Promise<Told> {
  const [node, script] = program;
  // A session of its own: `npm test` may run on a terminal, and this must not.
  const child = spawn(node, [script, ...args], { env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  // It may end without reading.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, out, err };
}
