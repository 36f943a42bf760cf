import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyhavenError } from '../../core/base/failure';
import { clearWhenDue, markOf, type ClearingOrder } from './clearer';
import { copyWith } from './run-tool';
import { toolFor, type ClipboardTool } from './tools';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'kh-tools-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function install(name: string, script = 'exit 0'): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

function chosen(platform: NodeJS.Platform, environment: Record<string, string>): string {
  try {
    return toolFor(platform, { PATH: folder, ...environment }).copy[0];
  } catch (error) {
    return error instanceof KeyhavenError ? error.code : 'unexpected';
  }
}

describe('the tool that is chosen', () => {
  it('is the one of the display that is there, Wayland first', () => {
    for (const name of ['wl-copy', 'xclip', 'xsel', 'pbcopy', 'clip.exe']) install(name);
    expect(chosen('linux', { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' })).toBe('wl-copy');
    expect(chosen('linux', { DISPLAY: ':0' })).toBe('xclip');
    expect(chosen('darwin', {})).toBe('pbcopy');
    expect(chosen('win32', {})).toBe('clip.exe');
  });

  it('is the next one where the first is not installed', () => {
    install('xsel');
    expect(chosen('linux', { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' })).toBe('xsel');
  });

  it('is none without a display, and none where none is installed: two errors', () => {
    expect(chosen('linux', { PATH: '/nowhere', DISPLAY: ':0' })).toBe('clipboard.noTool');
    expect(chosen('linux', { DISPLAY: '' })).toBe('clipboard.noDisplay');
    expect(chosen('freebsd', {})).toBe('clipboard.noTool');
  });
});

/** A tool whose clipboard is a file, and that pastes by the given script. */
function fileTool(pasteScript: string, refusedReadMayBeOurs = false): ClipboardTool & { file: string } {
  const file = join(folder, 'clipboard');
  return {
    file,
    copy: [install('copy', `echo "$@" > ${file}.words; cat > ${file}`)],
    paste: [install('paste', pasteScript)],
    clear: [install('clear', `cat > ${file}`)],
    refusedReadMayBeOurs,
  };
}

const key = Buffer.alloc(32, 1).toString('base64');
const orderOf = (tool: ClipboardTool): ClearingOrder => ({
  tool,
  afterMs: 0,
  key,
  mark: markOf(key, 'kh-test-secret'),
});

describe('a copied secret', () => {
  it('reaches the tool by standard input alone', async () => {
    const tool = fileTool('exit 0');
    await copyWith(tool, 'kh-test-secret');
    expect(readFileSync(tool.file, 'utf8')).toBe('kh-test-secret');
    expect(readFileSync(`${tool.file}.words`, 'utf8')).toBe('\n');
  });

  it('that the tool does not take is an error', async () => {
    const tool = { ...fileTool('exit 0'), copy: [install('failing', 'exit 1')] as const };
    await expect(copyWith(tool, 'kh-test-secret')).rejects.toMatchObject({ failure: { code: 'clipboard.failed' } });
  });

  it.each([
    ['is cleared where it is still there', 'printf kh-test-secret', false, ''],
    ['is cleared where the tool pastes it with a newline', "printf 'kh-test-secret\\r\\n'", false, ''],
    ['is not cleared where something else is there', 'printf kh-test-other', false, 'what was there'],
    ['is not cleared where there is no text (a picture)', 'exit 1', false, 'what was there'],
    ['is cleared where it may not be read now', 'exit 1', true, ''],
    ['is not cleared where something far longer is there', 'exec yes kh-test-other', true, 'what was there'],
  ])('%s', async (_, pasteScript, refusedReadMayBeOurs, left) => {
    const tool = fileTool(pasteScript, refusedReadMayBeOurs);
    writeFileSync(tool.file, 'what was there');
    await clearWhenDue(Readable.from([JSON.stringify(orderOf(tool))]));
    expect(readFileSync(tool.file, 'utf8')).toBe(left);
  });

  it('cannot be read out of the order to clear it', () => {
    const order = JSON.stringify(orderOf(fileTool('exit 0')));
    expect(order).not.toContain('kh-test-secret');
    expect(order).not.toContain(Buffer.from('kh-test-secret').toString('base64').slice(0, 12));
  });

  it('does not get cleared by a process that was given no order', async () => {
    await expect(clearWhenDue(Readable.from(['']))).resolves.toBeUndefined();
  });
});
