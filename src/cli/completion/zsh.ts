// The completion script for zsh.
import {
  type CompletedCommand,
  type CompletedFlag,
  type CompletionTable,
  type Described,
  PROGRAMS,
  type Values,
} from './completion-table.js';

export function renderZsh({ commands, globalFlags }: CompletionTable): string {
  const names = PROGRAMS.join(' ');
  return `#compdef ${names}
# Completion of tagger in zsh, printed by: tagger completion zsh
_tagger() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C \\
${globalFlags.map((flag) => `    ${quote(`(- *)${flag.word}[${escapeSpec(flag.description)}]`)} \\\n`).join('')}    '1:command:->command' '*::argument:->argument'
  case $state in
    command)
      local -a commands=(
${commands.map((command) => `        ${renderCommandName(command)}\n`).join('')}      )
      _describe command commands
      ;;
    argument)
      case $line[1] in
${commands.map(renderCommand).join('')}      esac
      ;;
  esac
}

_tagger_name_or_file() {
  _alternative "names:name:($*)" 'files:file:_files'
}

if [[ $funcstack[1] == _tagger ]]; then
  _tagger "$@"
else
  compdef _tagger ${names}
fi
`;
}

const renderCommandName = ({ word, description }: Described): string =>
  quote(`${word}:${description.replaceAll(':', '\\:')}`);

function renderCommand({ word, flags, operand }: CompletedCommand): string {
  const position = operand.isRepeatable ? '*' : '1';
  const specs = [
    ...flags.map(renderFlag),
    `${position}:${escapeSpec(operand.name)}:${renderAction(operand.values)}`,
    ...(operand.second ? [`2:${escapeSpec(operand.second)}:_files`] : []),
  ];
  return `        ${word})
          _arguments${specs.map((spec) => ` \\\n            ${quote(spec)}`).join('')}
          ;;
`;
}

function renderFlag({ word, description, placeholder, ...flag }: CompletedFlag): string {
  const { values, opposite, isRepeatable } = flag;
  const excluded = opposite ? `(${opposite})` : '';
  const head = `${isRepeatable ? '*' : excluded}${word}`;
  const explanation = `[${escapeSpec(description)}]`;
  if (!values) return `${head}${explanation}`;
  return `${head}=${explanation}:${escapeSpec(placeholder ?? '')}:${renderAction(values)}`;
}

function renderAction({ words, areFiles }: Values): string {
  const list = `(${words.join(' ')})`;
  if (!areFiles) return words.length > 0 ? list : ' ';
  // After a space, _arguments calls the function with these words only.
  return words.length > 0 ? ` _tagger_name_or_file ${words.join(' ')}` : '_files';
}

const escapeSpec = (text: string): string => text.replaceAll(/[[\]:\\]/g, '\\$&');

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
