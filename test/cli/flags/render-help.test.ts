import { expect, test } from '@jest/globals';
import { commands, optionsOf } from '../../../src/cli/flags/commands.js';
import { renderCommandHelp, renderHelp } from '../../../src/cli/flags/render-help.js';

const flags = commands.flatMap((command) =>
  Object.entries(optionsOf(command)).map(([name, option]) => ({ command, name, option })),
);

test.each(flags)('$command.name tells of --$name and its default', ({ command, name, option }) => {
  const help = renderCommandHelp(command);
  const lines = help.split('\n');
  const first = lines.findIndex((line) => new RegExp(`^  --${name}(?![\\w-])`).test(line));
  const after = lines.slice(first + 1);
  const next = after.findIndex((line) => !line.startsWith('    '));
  const row = [lines[first], ...after.slice(0, next)].join(' ').replace(/\s+/g, ' ');
  expect(row).toContain(option.description);
  const isSwitch = option.placeholder === undefined;
  if ('defaultValue' in option && !isSwitch)
    expect(row).toContain(`[default: ${option.defaultValue}]`);
  if (option.defaultText !== undefined) expect(row).toContain(`[default: ${option.defaultText}]`);
});

test.each(flags)('$command.name describes --$name in one sentence', ({ option }) => {
  expect(option.description).toMatch(/^[A-Zz].*[^.]\.$/);
});

test.each(commands)('no line of the help of $name is wider than 80 columns', (command) => {
  for (const line of renderCommandHelp(command).split('\n')) {
    expect(line.length).toBeLessThanOrEqual(80);
  }
});

test('the help of the program names every command', () => {
  for (const { name, summary } of commands) {
    expect(renderHelp(commands)).toMatch(new RegExp(`^  ${name} .* ${summary}$`, 'm'));
  }
});
