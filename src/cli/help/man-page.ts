// The manual page, rendered as roff from the tables of commands, flags and topics. build.js writes it.
import { commands } from '../commands/commands.js';
import { MODEL_VARIABLE } from '../commands/model-flag.js';
import type { Command } from '../flags/command.js';
import type { Flag } from '../flags/kinds.js';
import { noteOf, termOf, usageOf } from './render-help.js';
import { topics } from './topics.js';

/** The page without a date, so that the same sources give the same bytes. */
export function renderManPage(version: string): string {
  const sections = [
    `.TH TAGGER 1 "" "teddy\\-tagger ${roff(version)}" "User Commands"`,
    // Left-aligned and without hyphenation, so that flags and paths stay whole.
    '.ad l\n.nh',
    section('NAME'),
    'tagger \\- find named entities in text',
    section('SYNOPSIS'),
    '.B tagger\n.I COMMAND\n[flags]',
    section('DESCRIPTION'),
    'A small, fast, trainable named\\-entity tagger. The commands are:',
    ...commands.map(({ name, summary }) => item(bold(name), summary)),
    ...commands.map(renderCommand),
    ...topics.map(({ name, text }) => `${section(name.toUpperCase())}\n${renderText(text)}`),
    section('ENVIRONMENT'),
    item(bold(MODEL_VARIABLE), 'The model to use if the command line names none.'),
    item(bold('NO_COLOR'), 'Turns colors off if it is set and not empty.'),
  ];
  // A paragraph that would be empty is a warning.
  return `${sections.join('\n').replaceAll(/^\.PP\n(?=\.(?:SH|SS|TP)\b)/gm, '')}\n`;
}

function renderCommand(command: Command): string {
  const { name, summary, details, moreDetails, groups, examples, exitCodes } = command;
  const texts = [summary, details, moreDetails].filter((text) => text !== undefined);
  const flags = Object.entries(groups).map(([title, table]) =>
    [subsection(title), ...Object.entries(table).map(renderFlag)].join('\n'),
  );
  return [
    section(`tagger ${name}`.toUpperCase()),
    `${bold('tagger')} ${roff(usageOf(command))}${flags.length > 0 ? ' [flags]' : ''}`,
    '.PP',
    renderText(texts.join('\n\n')),
    ...flags,
    subsection('Examples'),
    verbatim(examples),
    subsection('Exit codes'),
    ...Object.entries(exitCodes).map(([code, meaning]) => item(bold(code), meaning)),
  ].join('\n');
}

function renderFlag([name, flag]: [string, Flag<unknown>]): string {
  return item(bold(termOf(name, flag)), `${flag.description} ${noteOf(flag)}`.trimEnd());
}

/** The same text as in the help: paragraphs, terms with descriptions, and indented lines. */
function renderText(text: string): string {
  return text.split('\n').map(renderLine).join('\n').replaceAll('\n.EE\n.EX\n', '\n');
}

function renderLine(line: string): string {
  if (line === '') return '.PP';
  if (line.startsWith(' ')) return verbatim([line.trimStart()]);
  const [, term, description] = /^(\S+) {2,}(.*)$/.exec(line) ?? [];
  return term === undefined ? roff(line) : item(bold(term), description);
}

const section = (title: string) => `.SH ${roff(title)}`;
const subsection = (title: string) => `.SS ${roff(title)}`;
const item = (term: string, description: string) => `.TP\n${term}\n${roff(description)}`;
const bold = (text: string) => `\\fB${roff(text)}\\fR`;
const verbatim = (lines: readonly string[]) => `.EX\n${lines.map(roff).join('\n')}\n.EE`;

/** Escapes what roff would take for a request, an escape sequence or a typographic sign. */
function roff(text: string): string {
  const escaped = text.replaceAll(/[\\\-'`^~]/g, (character) => `\\${signs[character]}`);
  return escaped.startsWith('.') ? `\\&${escaped}` : escaped;
}

const signs: Readonly<Record<string, string>> = {
  '\\': 'e',
  '-': '-',
  "'": '(aq',
  '`': '(ga',
  '^': '(ha',
  '~': '(ti',
};
