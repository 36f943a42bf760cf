import { spawn } from 'node:child_process';
import { fail } from '../../core/base/failure';
import type { ClipboardTool } from './tools';

const answersWithinMs = 5000;
const limitBytes = 1_048_576;

/** @throws clipboard.failed */
export async function copyWith(tool: ClipboardTool, text: string): Promise<void> {
  if ((await run(tool.copy, text, 'nothing')) === null) throw fail('clipboard.failed');
}

/** @throws clipboard.failed */
export async function clearWith(tool: ClipboardTool): Promise<void> {
  if ((await run(tool.clear, '', 'nothing')) === null) throw fail('clipboard.failed');
}

/** Null where the tool gave no text: there is none, or it may not be read now. */
export async function pasteWith(tool: ClipboardTool): Promise<string | null> {
  return await run(tool.paste, '', 'text');
}

/** What the tool wrote, cut after a megabyte; null where it failed, or did not answer in time. */
function run(
  [program, ...rest]: ClipboardTool['copy'],
  input: string,
  wanted: 'text' | 'nothing',
): Promise<string | null> {
  return new Promise((resolve) => {
    // A copying tool leaves a process behind that holds the selection. It must not hold our pipes, nor end with our terminal.
    const child = spawn(program, rest, {
      detached: true,
      stdio: ['pipe', wanted === 'text' ? 'pipe' : 'ignore', 'ignore'],
    });
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (code: number | null) => {
      clearTimeout(deadline);
      // A child of the tool may hold the pipe longer than the tool lives.
      child.stdout?.destroy();
      resolve(code === 0 ? Buffer.concat(chunks).toString() : null);
    };
    const stop = (code: number | null) => {
      child.kill('SIGKILL');
      end(code);
    };
    const deadline = setTimeout(stop, answersWithinMs, null);
    child.stdout?.on('data', (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length > limitBytes) stop(0);
    });
    child.on('error', () => end(null));
    child.on(wanted === 'text' ? 'close' : 'exit', end);
    // A tool that ended early broke the pipe; its exit code says the rest.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
