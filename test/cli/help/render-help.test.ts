import { expect, test } from '@jest/globals';
import { commands } from '../../../src/cli/commands/commands.js';
import { trainCommand } from '../../../src/cli/commands/train-command.js';
import { allFlags } from '../../../src/cli/flags/command.js';
import {
  renderCommandHelp,
  renderOverview,
  renderTopic,
} from '../../../src/cli/help/render-help.js';
import { topics } from '../../../src/cli/help/topics.js';

const flags = commands.flatMap((command) =>
  Object.entries(allFlags(command)).map(([name, flag]) => ({ command, name, flag })),
);

test.each(flags)(
  'the full help of $command.name shows --$name and its default',
  ({ command, name, flag }) => {
    const help = renderCommandHelp(command, 'all');
    const lines = help.split('\n');
    const first = lines.findIndex((line) => new RegExp(`^  --${name}(?![\\w-])`).test(line));
    const after = lines.slice(first + 1);
    const next = after.findIndex((line) => !line.startsWith('    '));
    const row = [lines[first], ...after.slice(0, next)].join(' ').replace(/\s+/g, ' ');
    expect(row).toContain(flag.description);
    const isSwitch = flag.placeholder === undefined;
    if ('defaultValue' in flag && !isSwitch && flag.isRepeatable !== true)
      expect(row).toContain(`[default: ${flag.defaultValue}]`);
    if (flag.defaultText !== undefined) expect(row).toContain(`[default: ${flag.defaultText}]`);
    const isOff = 'defaultValue' in flag && flag.defaultValue === false;
    const canBeOff = isSwitch ? !isOff : flag.canBeOff === true;
    expect(row.includes(`--no-${name}`)).toBe(canBeOff);
    if ('defaultValue' in flag && isSwitch) expect(row.includes('[default: on]')).toBe(!isOff);
  },
);

test.each(flags)('$command.name describes --$name in one sentence', ({ flag }) => {
  expect(flag.description).toMatch(/^[A-Z].*[^.]\.$/);
});

const texts = [
  { title: 'the program', text: renderOverview(commands, topics) },
  ...commands.map((command) => ({
    title: command.name,
    text: renderCommandHelp(command, 'main'),
  })),
  ...commands.map((command) => ({
    title: `all flags of ${command.name}`,
    text: renderCommandHelp(command, 'all'),
  })),
  ...topics.map((topic) => ({ title: topic.name, text: renderTopic(topic) })),
];

test.each(texts)('no line of the help of $title is wider than 80 columns', ({ text }) => {
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test.each(texts)('the help of $title has no blank at the end of a line', ({ text }) => {
  expect(text).not.toMatch(/[ ]$/m);
  expect(text).toMatch(/[^\n]\n$/);
});

test('the help of the program names every command and every topic', () => {
  const overview = renderOverview(commands, topics);
  for (const { name, summary } of commands) {
    expect(overview).toMatch(new RegExp(`^  ${name} .* ${summary}$`, 'm'));
  }
  for (const { name, summary } of topics) {
    expect(overview).toMatch(new RegExp(`^  help ${name} .* ${summary}$`, 'm'));
  }
});

test.each(commands)('the help of $name shows examples and exit codes', (command) => {
  for (const extent of ['main', 'all'] as const) {
    const help = renderCommandHelp(command, extent);
    for (const example of command.examples) expect(help).toContain(`\n  ${example}\n`);
    const words = help.replace(/\s+/g, ' ');
    for (const [code, meaning] of Object.entries(command.exitCodes)) {
      expect(words).toContain(` ${code} ${meaning}`);
    }
  }
});

test('the main flags of train are flags of train, a line for each', () => {
  const help = renderCommandHelp(trainCommand, 'main');
  const shown = [...help.matchAll(/^ +--([a-z-]+)/gm)].map(([, name]) => name);
  expect(shown).toEqual(trainCommand.mainFlags);
  const names = Object.keys(allFlags(trainCommand));
  for (const name of shown) expect(names).toContain(name);
  expect(help).toContain(`(--help-all lists all ${names.length})`);
});

test('the main flags of train fit on a screen of 24 lines, with a line for the prompt', () => {
  const lines = renderCommandHelp(trainCommand, 'main').trimEnd().split('\n');
  expect(lines.length).toBeLessThan(24);
});

test('a flag keeps its line without its default if that has no room', () => {
  const help = renderCommandHelp(trainCommand, 'main');
  expect(help).toMatch(/^ {2}--seed N .* \[default: 1\]$/m);
  expect(help).toMatch(/^ {2}--preset NAME .*\.$/m);
});
