import type { CommandWords, OptionWords } from './words';

/** For fish: put it into ~/.config/fish/completions/keyhaven.fish. */
export function fishScript(commands: readonly CommandWords[]): string {
  return [
    '# fish completion for keyhaven',
    'complete -c keyhaven -f',
    'complete -c keyhaven -n __fish_use_subcommand -l help -d "display help"',
    'complete -c keyhaven -n __fish_use_subcommand -l version -d "output the version number"',
    ...commands.flatMap(linesOf),
    '',
  ].join('\n');
}

const quoted = (text: string) => `'${text.replace(/['\\]/g, (sign) => `\\${sign}`)}'`;

function linesOf({ name, text, options, places }: CommandWords): string[] {
  const within = `complete -c keyhaven -n '__fish_seen_subcommand_from ${name}'`;
  const choices = places.flat();
  return [
    `complete -c keyhaven -n __fish_use_subcommand -a ${name} -d ${quoted(text)}`,
    ...(choices.length === 0 ? [] : [`${within} -a '${choices.join(' ')}'`]),
    ...options.map((option) => `${within} ${optionOf(option)}`),
  ];
}

function optionOf({ flags, text, value }: OptionWords): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ');
  const after =
    value === 'none' ? '' : value === 'file' ? ' -r -F' : value === 'any' ? ' -x' : ` -x -a '${value.join(' ')}'`;
  return `${names}${after} -d ${quoted(text)}`;
}
