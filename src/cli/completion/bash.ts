// The completion script for bash 3.2 and later.
import {
  type CompletedCommand,
  type CompletionTable,
  PROGRAMS,
  type Values,
} from './completion-table.js';

// No word of it needs quotes: commands, flags and choices consist of letters, digits and hyphens.
export function renderBash({ commands, globalFlags }: CompletionTable): string {
  const words = [...commands, ...globalFlags].map(({ word }) => word);
  return `# Completion of tagger in bash, printed by: tagger completion bash
_tagger() {
  local command=\${COMP_WORDS[1]} current=\${COMP_WORDS[COMP_CWORD]} i
  local before=\${COMP_WORDS[COMP_CWORD - 1]} hasFlags=yes
  COMPREPLY=()
  # The equals sign of --flag=value is a word of its own.
  if [[ $current == = ]]; then
    current=
  elif [[ $before == = ]]; then
    before=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if ((COMP_CWORD == 1)); then
    _tagger_values '${words.join(' ')}' words
    return
  fi
  for ((i = 2; i < COMP_CWORD; i++)); do
    if [[ \${COMP_WORDS[i]} == -- ]]; then hasFlags=no; fi
  done
  if [[ $hasFlags == yes ]]; then
    case $command:$before in
${commands.flatMap(renderFlagValues).join('\n')}
    esac
  fi
  case $command:$hasFlags:$current in
${commands.map(renderFlags).join('\n')}
${commands.map(renderOperand).join('\n')}
  esac
}

# Completes one of the words, the name of a file, or either.
_tagger_values() {
  local word
  COMPREPLY=($(compgen -W "$1" -- "$current"))
  # With no word to offer, bash completes the name of a file.
  if [[ $2 == words ]]; then
    compopt +o default 2>/dev/null
  elif [[ $1 ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
  fi
}

complete -o default -F _tagger ${PROGRAMS.join(' ')}
`;
}

/** A line for each kind of values. */
function renderFlagValues({ word, flags }: CompletedCommand): string[] {
  const patternsByCall = new Map<string, string[]>();
  for (const flag of flags) {
    if (!flag.values) continue;
    const call = renderCall(flag.values);
    const patterns = patternsByCall.get(call) ?? [];
    patternsByCall.set(call, [...patterns, `${word}:${flag.word}`]);
  }
  return [...patternsByCall].map(
    ([call, patterns]) => `      ${patterns.join(' | ')}) ${call}; return ;;`,
  );
}

function renderFlags({ word, flags }: CompletedCommand): string {
  const words = flags.map((flag) => flag.word);
  return `    ${word}:yes:-*) ${renderCall({ words, areFiles: false })} ;;`;
}

const renderOperand = ({ word, operand }: CompletedCommand): string =>
  `    ${word}:*) ${renderCall(operand.values)} ;;`;

const renderCall = ({ words, areFiles }: Values): string =>
  `_tagger_values '${words.join(' ')}' ${areFiles ? 'files' : 'words'}`;
