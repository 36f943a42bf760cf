import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const inThisFolder = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const needed = 'import sys, cryptography, argon2; sys.exit(sys.version_info < (3, 9))';

/** A Python that has what the reader needs. The system's own comes first, since setup gives the packages to that one. */
export const python = ['/usr/bin/python3', 'python3'].find(
  (program) => spawnSync(program, ['-c', needed], { stdio: 'ignore' }).status === 0,
);

/** What opens a vault. */
export interface Opens {
  readonly passphrase?: string;
  readonly recoveryCode?: string;
  readonly keychainKey?: string;
}

/** What the reader prints of a vault that it opened. */
export interface Contents {
  readonly vaultId: string;
  readonly save: number;
  readonly mode: string;
  readonly facts: unknown;
  readonly records: readonly { readonly id: string; readonly revision: number; readonly purpose: string }[];
  readonly rooms: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
}

function run(program: string, words: readonly string[], opens: Opens | LogProof) {
  const { status, stdout, stderr } = spawnSync(python ?? 'python3', ['-B', inThisFolder(program), ...words], {
    input: JSON.stringify(opens),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  return { status, stdout, stderr };
}

/** The contents of a vault's file; every secret unless `words` say otherwise. @throws what the reader said when it refused */
export function readInPython(file: string, opens: Opens, words: readonly string[] = ['--secrets']): Contents {
  const { status, stdout, stderr } = run('keyhaven_reader.py', [file, ...words], opens);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Contents;
}

/** Code and message with which the reader refused; null where it did not. */
export function refusalInPython(file: string, opens: Opens): { code: string; message: string } | null {
  const { status, stderr } = run('keyhaven_reader.py', [file, '--secrets'], opens);
  return status === 0 ? null : (JSON.parse(stderr) as { error: { code: string; message: string } }).error;
}

/** What the reader says of a file that is damaged in every place, see every_byte.py. */
export function everyByteInPython(file: string, opens: Opens): unknown {
  const { status, stdout, stderr } = run('every_byte.py', [file], opens);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** What proves an exported audit log; without keys only its links. */
export interface LogProof {
  readonly keys: readonly { readonly upTo: number | null; readonly key: string }[];
  readonly anchor: { readonly sequence: number; readonly mac: string } | null;
}

/** What audit_log.py finds in an export. */
export function auditLogInPython(file: string, proof: LogProof): unknown {
  const { status, stdout, stderr } = run('audit_log.py', [file], proof);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
