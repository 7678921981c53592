// The texts of --help, rendered from the tables of flags.

import type { Command } from '../flags/commands.js';
import type { Flag } from '../flags/kinds.js';
import { wrap } from '../terminal/wrap.js';

const WIDTH = 80;
const DESCRIPTION_COLUMN = 28;

export function renderHelp(commands: readonly Command[]): string {
  const rows = commands.map((command) => renderRow(usageOf(command), command.summary));
  return `tagger: a small, fast, trainable named-entity tagger

Commands:
${rows.join('')}
Flags:
${renderRow('--help', 'Show help for a command, e.g. tagger tag --help.')}${renderRow('--version', 'Print the version.')}`;
}

export function renderCommandHelp(command: Command): string {
  const { summary, details, groups } = command;
  const sections = Object.entries(groups).map(([title, table]) => {
    const rows = Object.entries(table).map(([name, flag]) =>
      renderRow(termOf(name, flag), flag.description, noteOf(flag)),
    );
    return `\n${title}:\n${rows.join('')}`;
  });
  const paragraphs = details.split('\n').map((line) => wrapHanging(line));
  return `Usage: tagger ${usageOf(command)} [flags]

${summary}

${paragraphs.join('')}${sections.join('')}`;
}

const usageOf = (command: Command) => `${command.name} ${operandOf(command)}`;

function operandOf({ operand: { name, count } }: Command): string {
  switch (count) {
    case 'one':
      return name;
    case 'at most one':
      return `[${name}]`;
    case 'any':
      return `[${name}...]`;
  }
}

function termOf(name: string, flag: Flag<unknown>): string {
  if (flag.placeholder !== undefined) return `--${name} ${flag.placeholder}`;
  const isOff = 'defaultValue' in flag && flag.defaultValue === false;
  return isOff ? `--${name}` : `--${name}, --no-${name}`;
}

function noteOf(flag: Flag<unknown>): string {
  const text = 'defaultValue' in flag ? renderDefault(flag.defaultValue) : flag.defaultText;
  return text === undefined ? '' : `[default: ${text}]`;
}

/** Undefined for a switch that is off, as its name alone shows. */
function renderDefault(value: unknown): string | undefined {
  if (value === false) return undefined;
  return value === true ? 'on' : String(value);
}

function renderRow(term: string, description: string, note = ''): string {
  const columns = WIDTH - DESCRIPTION_COLUMN;
  const lines = wrap(description, columns);
  const last = lines[lines.length - 1];
  const together = `${last} ${note}`.trimEnd();
  if (together.length > columns) lines.push(...wrap(note, columns));
  else lines[lines.length - 1] = together;
  const indented = lines.map((line) => ' '.repeat(DESCRIPTION_COLUMN) + line);
  const head = `  ${term}`;
  if (head.length > DESCRIPTION_COLUMN - 2) indented.unshift(head);
  else indented[0] = head.padEnd(DESCRIPTION_COLUMN) + lines[0];
  return `${indented.join('\n')}\n`;
}

// A line of the form "term  text" continues below its text.
function wrapHanging(line: string): string {
  const indent = /^\S+ {2,}/.exec(line)?.[0].length ?? 0;
  const [first, ...others] = wrap(line.slice(indent), WIDTH - indent);
  const below = others.map((other) => ' '.repeat(indent) + other);
  return `${[line.slice(0, indent) + first, ...below].join('\n')}\n`;
}
