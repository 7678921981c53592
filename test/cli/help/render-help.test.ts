import { expect, test } from '@jest/globals';
import { allFlags, commands } from '../../../src/cli/flags/commands.js';
import { renderCommandHelp, renderHelp } from '../../../src/cli/help/render-help.js';

const flags = commands.flatMap((command) =>
  Object.entries(allFlags(command)).map(([name, flag]) => ({ command, name, flag })),
);

test.each(flags)(
  'the help of $command.name shows --$name and its default',
  ({ command, name, flag }) => {
    const help = renderCommandHelp(command);
    const lines = help.split('\n');
    const first = lines.findIndex((line) => new RegExp(`^  --${name}(?![\\w-])`).test(line));
    const after = lines.slice(first + 1);
    const next = after.findIndex((line) => !line.startsWith('    '));
    const row = [lines[first], ...after.slice(0, next)].join(' ').replace(/\s+/g, ' ');
    expect(row).toContain(flag.description);
    const isSwitch = flag.placeholder === undefined;
    if ('defaultValue' in flag && !isSwitch)
      expect(row).toContain(`[default: ${flag.defaultValue}]`);
    if (flag.defaultText !== undefined) expect(row).toContain(`[default: ${flag.defaultText}]`);
    const isOff = 'defaultValue' in flag && flag.defaultValue === false;
    expect(row.includes(`--no-${name}`)).toBe(isSwitch && !isOff);
    if ('defaultValue' in flag && isSwitch) expect(row.includes('[default: on]')).toBe(!isOff);
  },
);

test.each(flags)('$command.name describes --$name in one sentence', ({ flag }) => {
  expect(flag.description).toMatch(/^[A-Z].*[^.]\.$/);
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
