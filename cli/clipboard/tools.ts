import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fail } from '../../core/base/failure';

type Words = readonly [program: string, ...rest: string[]];

/** A clipboard tool of the system. What it copies is fed on its standard input; nothing on a command line is ever a secret. */
export interface ClipboardTool {
  readonly copy: Words;
  readonly paste: Words;
  /** Fed with nothing. */
  readonly clear: Words;
  /** A refused read may mean that it is not ours to see now (Wayland without focus); elsewhere it means that there is no text. */
  readonly refusedReadMayBeOurs: boolean;
}

interface ToolRow extends ClipboardTool {
  readonly platform: NodeJS.Platform;
  /** The environment variable without which the tool has no display. */
  readonly display?: 'WAYLAND_DISPLAY' | 'DISPLAY';
}

/** In the order in which they are tried. */
const tools: readonly ToolRow[] = [
  {
    platform: 'linux',
    display: 'WAYLAND_DISPLAY',
    copy: ['wl-copy', '--type', 'text/plain;charset=utf-8'],
    paste: ['wl-paste', '--no-newline'],
    clear: ['wl-copy', '--clear'],
    refusedReadMayBeOurs: true,
  },
  {
    platform: 'linux',
    display: 'DISPLAY',
    copy: ['xclip', '-selection', 'clipboard', '-in'],
    paste: ['xclip', '-selection', 'clipboard', '-out'],
    clear: ['xclip', '-selection', 'clipboard', '-in'],
    refusedReadMayBeOurs: false,
  },
  {
    platform: 'linux',
    display: 'DISPLAY',
    copy: ['xsel', '--clipboard', '--input'],
    paste: ['xsel', '--clipboard', '--output'],
    clear: ['xsel', '--clipboard', '--clear'],
    refusedReadMayBeOurs: false,
  },
  {
    platform: 'darwin',
    copy: ['pbcopy'],
    paste: ['pbpaste'],
    clear: ['pbcopy'],
    refusedReadMayBeOurs: false,
  },
  {
    platform: 'win32',
    copy: ['clip.exe'],
    paste: ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', 'Get-Clipboard -Raw'],
    clear: ['clip.exe'],
    refusedReadMayBeOurs: false,
  },
];

/** @throws clipboard.noDisplay, clipboard.noTool */
export function toolFor(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): ClipboardTool {
  const own = tools.filter((row) => row.platform === platform);
  const shown = own.filter(({ display }) => display === undefined || Boolean(environment[display]));
  if (own.length > 0 && shown.length === 0) throw fail('clipboard.noDisplay');
  const found = shown.find(({ copy: [program] }) => isInstalled(program, environment.PATH));
  if (found === undefined) throw fail('clipboard.noTool');
  return found;
}

function isInstalled(program: string, path = ''): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}
