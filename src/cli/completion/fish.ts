// The completion script for fish 3.0 and later.
import {
  type CompletedCommand,
  type CompletedFlag,
  type CompletionTable,
  type Described,
  PROGRAMS,
  type Values,
} from './completion-table.js';

const [PROGRAM, ...otherNames] = PROGRAMS;

export function renderFish({ commands, globalFlags }: CompletionTable): string {
  return `# Completion of tagger in fish, printed by: tagger completion fish
function __tagger_runs
    set -l words (commandline -opc)
    test "$words[2]" = "$argv[1]"
end

complete -c ${PROGRAM} -f
${commands.map((command) => renderWord(renderCondition(''), command)).join('')}${globalFlags.map((flag) => renderSwitch('', flag)).join('')}${commands.map(renderCommand).join('')}
${otherNames.map((name) => `complete -c ${name} -w ${PROGRAM}\n`).join('')}`;
}

function renderCommand({ word, flags, operand }: CompletedCommand): string {
  const operandLine = `complete -c ${PROGRAM} ${renderCondition(word)}${renderValues(operand.values)}\n`;
  return `\n${flags.map((flag) => renderFlag(word, flag)).join('')}${operandLine}`;
}

function renderWord(condition: string, { word, description }: Described): string {
  return `complete -c ${PROGRAM} ${condition} -a ${word} -d ${quote(description)}\n`;
}

function renderFlag(command: string, flag: CompletedFlag): string {
  return flag.values
    ? renderSwitch(command, flag, ` -r${renderValues(flag.values)}`)
    : renderSwitch(command, flag);
}

/** @param command which the flag belongs to; empty for a flag in place of a command */
function renderSwitch(command: string, { word, description }: Described, values = ''): string {
  const name = word.replace(/^--/, '');
  return `complete -c ${PROGRAM} ${renderCondition(command)} -l ${name}${values} -d ${quote(description)}\n`;
}

const renderCondition = (command: string): string =>
  command === '' ? '-n __tagger_runs' : `-n '__tagger_runs ${command}'`;

function renderValues({ words, areFiles }: Values): string {
  const list = words.length > 0 ? ` -a '${words.join(' ')}'` : '';
  return `${areFiles ? ' -F' : ' -f'}${list}`;
}

const quote = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
