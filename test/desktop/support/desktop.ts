import { spawn, spawnSync } from 'node:child_process';

/** What any other program of the desktop gets when it pastes, as text or in a format of its own; '' where there is none. */
export function pasted(format?: string): string {
  const target = format === undefined ? [] : ['-t', format];
  return spawnSync('xclip', ['-selection', 'clipboard', '-o', ...target], { encoding: 'utf8' }).stdout;
}

/** Another program copies something. */
export async function copiedElsewhere(text: string): Promise<void> {
  // xclip stays behind to hand the text out, so its output must not be waited for.
  const xclip = spawn('xclip', ['-selection', 'clipboard', '-i'], { stdio: ['pipe', 'ignore', 'ignore'] });
  xclip.stdin.end(text);
  await new Promise((resolve) => xclip.once('exit', resolve));
}

/** Presses keys at the keyboard, in whatever has the focus; names as xdotool knows them, such as `Return`. */
export function presses(...keys: string[]): void {
  for (const key of keys) spawnSync('xdotool', ['key', '--clearmodifiers', key]);
}

/** The titles of the windows that are on the screen. */
export function windowTitles(): string[] {
  const ids = spawnSync('xdotool', ['search', '--onlyvisible', '--name', '.'], { encoding: 'utf8' }).stdout.split('\n');
  return ids
    .filter(Boolean)
    .map((id) => spawnSync('xdotool', ['getwindowname', id], { encoding: 'utf8' }).stdout.trim());
}
