// The texts of help, rendered from the tables of commands, flags and topics.
import { allFlags, type Command } from '../flags/command.js';
import type { Flag } from '../flags/kinds.js';
import { wrap } from '../terminal/wrap.js';
import type { Topic } from './topics.js';

const WIDTH = 80;
const DESCRIPTION_COLUMN = 28;
const INDENT = 2;
const BRIEF_TERM_COLUMNS = 22;
// Between a term and its description, at least.
const GAP = 2;

/** Whether the help of a command shows its main flags or all of them. */
export type Extent = 'main' | 'all';

export function renderOverview(commands: readonly Command[], topics: readonly Topic[]): string {
  const commandRows = commands.map((command) => renderRow(usageOf(command), command.summary));
  const topicRows = topics.map(({ name, summary }) => renderRow(`help ${name}`, summary));
  const flagRows = [
    renderRow('-h, --help', 'Show help, e.g. tagger train --help.'),
    renderRow('-v, --version', 'Print the version.'),
  ];
  return `tagger: a small, fast, trainable named-entity tagger

Usage: tagger COMMAND [flags]
       npx teddy-tagger COMMAND [flags]

Commands:
${commandRows.join('')}${renderRow('help [COMMAND]', 'Show this overview, or the help of a command.')}${topicRows.join('')}
Flags:
${flagRows.join('')}
Examples:
${commands.map(({ examples }) => `  ${examples[0]}\n`).join('')}`;
}

export function renderTopic({ summary, text }: Topic): string {
  return `${summary}\n\n${renderText(text)}`;
}

export function renderCommandHelp(command: Command, extent: Extent): string {
  const { mainFlags, rareFlags } = command;
  if (extent === 'main' && mainFlags !== undefined) return renderMainHelp(command, mainFlags);
  if (extent === 'main' && rareFlags !== undefined) return renderBriefHelp(command, rareFlags);
  return renderFullHelp(command);
}

function renderFullHelp(command: Command): string {
  const { summary, details, moreDetails, groups } = command;
  const paragraphs = [summary, details, moreDetails].filter((text) => text !== undefined);
  const sections = Object.entries(groups).map(([title, table]) => {
    const rows = Object.entries(table).map(([name, flag]) =>
      renderRow(termOf(name, flag), flag.description, noteOf(flag)),
    );
    return `\n${title}:\n${rows.join('')}`;
  });
  return `${renderUsage(command)}
${renderText(paragraphs.join('\n\n'))}${sections.join('')}
${renderFoot(command)}`;
}

/** Fits on one screen. */
function renderMainHelp(command: Command, mainFlags: readonly string[]): string {
  const table = allFlags(command);
  const flags = mainFlags.map((name) => [name, table[name]] as const);
  return `${renderUsage(command)}
${renderText(`${command.summary} ${command.details}`)}
Main flags (--help-all lists all ${Object.keys(table).length}):
${renderLines(flags, Math.max(...flags.map(([name, flag]) => termOf(name, flag).length)))}
${renderFoot(command)}`;
}

/** Fits on two screens: the flags in their groups, long lists of choices left out. */
function renderBriefHelp(command: Command, rareFlags: readonly string[]): string {
  const groups = Object.entries(command.groups).map(([title, table]) => {
    const flags = Object.entries(table).filter(([name]) => !rareFlags.includes(name));
    return `${title}:\n${renderLines(flags, BRIEF_TERM_COLUMNS)}`;
  });
  return `${renderUsage(command)}
${renderText(`${command.summary} ${command.details} --help-all lists all ${Object.keys(allFlags(command)).length} flags.`)}
${groups.join('')}
${renderFoot(command)}`;
}

/** A flag takes one line if its description has room, without its default if that has none. */
function renderLines(
  flags: readonly (readonly [name: string, flag: Flag<unknown>])[],
  termColumns: number,
): string {
  const column = INDENT + termColumns + GAP;
  const lines = flags.map(([name, flag]) => {
    const { description } = flag;
    const note = noteOf(flag);
    const term = termOf(name, flag);
    const shown =
      term.length > termColumns ? termOf(name, { ...flag, placeholder: 'CHOICE' }) : term;
    const hasRoom = column + description.length + 1 + note.length <= WIDTH;
    return renderRow(shown, description, hasRoom ? note : '', column);
  });
  return lines.join('');
}

function renderFoot({ examples, exitCodes }: Command): string {
  const codes = Object.entries(exitCodes).map(([code, meaning]) => `${code} ${meaning}`);
  return `Examples:
${examples.map((line) => `  ${line}\n`).join('')}${renderText(`Exit codes: ${codes.join('; ')}.`)}`;
}

export const usageOf = (command: Command) => `${command.name} ${operandOf(command)}`;

function renderUsage(command: Command): string {
  const flags = Object.keys(allFlags(command)).length > 0 ? ' [flags]' : '';
  return `Usage: tagger ${usageOf(command)}${flags}\n`;
}

function operandOf({ operand: { name, count, second } }: Command): string {
  switch (count) {
    case 'one':
      return second ? `${name} ${second.name}` : name;
    case 'at least one':
      return `${name} [OTHER...]`;
    case 'any':
      return `[${name}...]`;
  }
}

export function termOf(name: string, flag: Flag<unknown>): string {
  if (flag.placeholder !== undefined) return `--${name} ${flag.placeholder}`;
  const isOff = 'defaultValue' in flag && flag.defaultValue === false;
  return isOff ? `--${name}` : `--${name}, --no-${name}`;
}

export function noteOf(flag: Flag<unknown>): string {
  // A flag that may be repeated has no values by default.
  const hasDefault = 'defaultValue' in flag && flag.isRepeatable !== true;
  const text = hasDefault ? renderDefault(flag.defaultValue) : flag.defaultText;
  return text === undefined ? '' : `[default: ${text}]`;
}

/** Undefined for a switch that is off, as its name alone shows. */
function renderDefault(value: unknown): string | undefined {
  if (value === false) return undefined;
  return value === true ? 'on' : String(value);
}

/** @param column of the description */
function renderRow(
  term: string,
  description: string,
  note = '',
  column = DESCRIPTION_COLUMN,
): string {
  const columns = WIDTH - column;
  const lines = wrap(description, columns);
  const last = lines[lines.length - 1];
  const together = `${last} ${note}`.trimEnd();
  if (together.length > columns) lines.push(...wrap(note, columns));
  else lines[lines.length - 1] = together;
  const indented = lines.map((line) => ' '.repeat(column) + line);
  const head = ' '.repeat(INDENT) + term;
  if (head.length > column - GAP) indented.unshift(head);
  else indented[0] = head.padEnd(column) + lines[0];
  return `${indented.join('\n')}\n`;
}

const renderText = (text: string) => text.split('\n').map(renderLine).join('');

// An indented line stays as it is; a line of the form "term  text" continues below its text.
function renderLine(line: string): string {
  if (line.startsWith(' ')) return `${line}\n`;
  const indent = /^\S+ {2,}/.exec(line)?.[0].length ?? 0;
  const [first, ...others] = wrap(line.slice(indent), WIDTH - indent);
  const below = others.map((other) => ' '.repeat(indent) + other);
  return `${[line.slice(0, indent) + first, ...below].join('\n')}\n`;
}
