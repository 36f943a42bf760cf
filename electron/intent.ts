/** What a start of Keyhaven is for; a second start hands its own to the first. */
export type Intent = 'show' | 'quickCopy' | 'hidden';

/** Words on the command line. `--hidden` is how the session begins it, `--quick-copy` what a desktop's own keyboard settings can run. */
export const switches = { hidden: '--hidden', quickCopy: '--quick-copy' } as const;

/** @param argv in any order: Chromium sorts the arguments of a second start */
export function intentOf(argv: readonly string[]): Intent {
  if (argv.includes(switches.quickCopy)) return 'quickCopy';
  return argv.includes(switches.hidden) ? 'hidden' : 'show';
}
