import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fail } from '../../core/base/failure';
import type { Clipboard } from '../../core/base/ports';
import { clearIfOurs, markOf, type ClearingOrder } from './clearer';
import { copyWith, pasteWith } from './run-tool';
import { toolFor } from './tools';
import { clearerVariable } from './variable';

export interface TerminalClipboardOptions {
  /** The program that waits and clears when it finds `clearerVariable` in its environment: by default this one. */
  readonly clearer?: readonly [program: string, ...rest: string[]];
  /** A server's lock clears the clipboard. The vault of a command is locked when the command ends, and what it copied is there to outlive it. */
  readonly lockClears?: boolean;
}

/** The system's clipboard from a command that ends long before the clipboard is to be cleared. */
export function createTerminalClipboard({
  clearer = thisProgram(),
  lockClears = false,
}: TerminalClipboardOptions = {}): Clipboard {
  let last: ClearingOrder | null = null;
  const tool = () => toolFor(process.platform, process.env);

  return {
    copySecret: async (secret, clearAfterMs) => {
      const key = randomBytes(32).toString('base64');
      const chosen = tool();
      // The order is given first: nothing may come on the clipboard that nobody is there to clear.
      const order = { tool: chosen, afterMs: clearAfterMs, key, mark: markOf(key, secret) };
      const takeBack = await orderClearing(clearer, order);
      try {
        await copyWith(chosen, secret);
      } catch (error) {
        takeBack();
        throw error;
      }
      last = order;
    },
    readText: async () => (await pasteWith(tool())) ?? '',
    clearNow: async () => {
      if (!lockClears || last === null) return;
      await clearIfOurs(last);
      last = null;
    },
  };
}

/** Starts the waiting process, which lives on after this one, and hands it its order. @returns what ends it again */
async function orderClearing(
  [program, ...rest]: readonly [string, ...string[]],
  order: ClearingOrder,
): Promise<() => void> {
  const child = spawn(program, rest, {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, [clearerVariable]: '1' },
  });
  try {
    await once(child, 'spawn');
    child.stdin.end(JSON.stringify(order));
    await once(child.stdin, 'finish');
  } catch {
    child.kill();
    throw fail('clipboard.failed');
  }
  child.unref();
  return () => void child.kill();
}

function thisProgram(): readonly [string, ...string[]] {
  const [, script] = process.argv;
  return script === undefined ? [process.execPath] : [process.execPath, script];
}
