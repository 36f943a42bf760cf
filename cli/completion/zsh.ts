import type { CommandWords, OptionWords } from './words';

/** For zsh: put it as `_keyhaven` into a folder of $fpath, or evaluate it after compinit. */
export function zshScript(commands: readonly CommandWords[]): string {
  return `#compdef keyhaven
_keyhaven() {
  local state line curcontext="$curcontext"
  local -a commands=(
${commands.map(({ name, text }) => `    ${quoted(`${name}:${text}`)}`).join('\n')}
  )
  _arguments -C '(- *)--help[display help]' '(- *)--version[output the version number]' '1:command:->command' '*::argument:->arguments'
  case $state in
    command) _describe command commands ;;
    arguments)
      case $words[1] in
${commands.map(commandCase).join('\n')}
      esac ;;
  esac
}
if [[ $funcstack[1] == _keyhaven ]]; then _keyhaven "$@"; else compdef _keyhaven keyhaven; fi
`;
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
/** Inside the brackets of a specification these would end it. */
const escaped = (text: string) => text.replace(/[[\]:\\]/g, (sign) => `\\${sign}`);

function commandCase({ name, options, places }: CommandWords): string {
  const specs = [
    ...options.flatMap(optionSpecs),
    ...places.map((words, place) =>
      quoted(`${String(place + 1)}:argument:${words.length === 0 ? '' : `(${words.join(' ')})`}`),
    ),
  ];
  return `        ${name}) _arguments ${specs.join(' ')} ;;`;
}

function optionSpecs({ flags, text, value }: OptionWords): string[] {
  const action = value === 'file' ? '_files' : typeof value === 'string' ? ' ' : `(${value.join(' ')})`;
  const excluded = flags.length > 1 ? `(${flags.join(' ')})` : '';
  return flags.map((flag) =>
    quoted(`${excluded}${flag}[${escaped(text)}]${value === 'none' ? '' : `:value:${action}`}`),
  );
}
