// The texts of --help, made of the table of flags.

import { wrap } from '../terminal/wrap.js';
import type { Command } from './commands.js';
import type { Option } from './kinds.js';

const width = 80;
const describedAt = 28;

export function renderHelp(commands: readonly Command[]): string {
  const rows = commands.map((command) => renderRow(usageOf(command), command.summary));
  return `tagger: a small, fast, trainable named-entity tagger

Commands:
${rows.join('')}
Flags:
${renderRow('--help', 'Tell of a command: tagger tag --help.')}${renderRow('--version', 'Print the version.')}`;
}

export function renderCommandHelp(command: Command): string {
  const { name, summary, details, groups } = command;
  const sections = Object.entries(groups).map(([title, options]) => {
    const rows = Object.entries(options).map(([flag, option]) =>
      renderRow(flagOf(flag, option), option.description, noteOf(option)),
    );
    return `\n${title}:\n${rows.join('')}`;
  });
  const paragraphs = details.split('\n').map((line) => wrapHanging(line));
  return `Usage: tagger ${name} ${operandOf(command)} [flags]

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

function flagOf(name: string, option: Option<unknown>): string {
  if (option.placeholder !== undefined) return `--${name} ${option.placeholder}`;
  return 'defaultValue' in option ? `--${name}` : `--${name}, --no-${name}`;
}

function noteOf(option: Option<unknown>): string {
  const hasValue = option.placeholder !== undefined && 'defaultValue' in option;
  const text = hasValue ? String(option.defaultValue) : option.defaultText;
  return text === undefined ? '' : `[default: ${text}]`;
}

function renderRow(term: string, description: string, note = ''): string {
  const columns = width - describedAt;
  const lines = wrap(description, columns);
  const last = lines[lines.length - 1];
  const together = `${last} ${note}`.trimEnd();
  if (together.length > columns) lines.push(...wrap(note, columns));
  else lines[lines.length - 1] = together;
  const indented = lines.map((line) => ' '.repeat(describedAt) + line);
  const head = `  ${term}`;
  if (head.length > describedAt - 2) indented.unshift(head);
  else indented[0] = head.padEnd(describedAt) + lines[0];
  return `${indented.join('\n')}\n`;
}

// A line of the form "term  text" goes on below its text.
function wrapHanging(line: string): string {
  const indent = /^\S+ {2,}/.exec(line)?.[0].length ?? 0;
  const [first, ...others] = wrap(line.slice(indent), width - indent);
  const below = others.map((other) => ' '.repeat(indent) + other);
  return `${[line.slice(0, indent) + first, ...below].join('\n')}\n`;
}
