import type { CommandWords } from './words';

/** For bash 3.2 (macOS) and newer, without the bash-completion package. Every word below is one of ours and needs no quoting. */
export function bashScript(commands: readonly CommandWords[]): string {
  return `# bash completion for keyhaven: source <(keyhaven completion bash)
_keyhaven() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="" place=0 words="" i
  local IFS=$' \\t\\n'
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$command \${COMP_WORDS[i]}" in
${lines(withValue(commands), (patterns) => `      ${patterns}) ((i++)) ;;`)}
      *" "-*) ;;
      " "*) command="\${COMP_WORDS[i]}" ;;
      *) ((place++)) ;;
    esac
  done
  case "$command $before" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$command" in
    "") words="${[...commands.map(({ name }) => name), 'help', '--help', '--version'].join(' ')}" ;;
    help) words="${commands.map(({ name }) => name).join(' ')}" ;;
${commands.map(commandCase).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _keyhaven keyhaven
`;
}

const lines = <T>(rows: readonly T[], line: (row: T) => string): string => rows.map(line).join('\n');

/** The options after which the next word is a value, and no argument. */
const withValue = (commands: readonly CommandWords[]): string[] =>
  commands.map(({ name, options }) =>
    options
      .filter(({ value }) => value !== 'none')
      .flatMap(({ flags }) => flags)
      .map((flag) => `"${name} ${flag}"`)
      .join('|'),
  );

function valueCases({ name, options }: CommandWords): string[] {
  return options
    .filter(({ value }) => value !== 'none')
    .map(({ flags, value }) => {
      const patterns = flags.map((flag) => `"${name} ${flag}"`).join('|');
      const words =
        value === 'file'
          ? `IFS=$'\\n'; COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; `
          : typeof value === 'string'
            ? ''
            : `COMPREPLY=($(compgen -W "${value.join(' ')}" -- "$word")); `;
      return `    ${patterns}) ${words}return ;;`;
    });
}

/** Options where the word begins with a hyphen, else what may stand in this place. */
function commandCase({ name, options, places }: CommandWords): string {
  const flags = options.flatMap((option) => option.flags).join(' ');
  const choices = places.map((words, place) => `${String(place)}) words="${words.join(' ')}" ;;`).join(' ');
  return `    ${name}) if [[ $word == -* ]]; then words="${flags}"; else case $place in ${choices} *) ;; esac; fi ;;`;
}
