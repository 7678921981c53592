// The manual page, as man shows it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { commands } from '../../src/cli/commands/commands.js';
import { allFlags } from '../../src/cli/flags/command.js';
import { topics } from '../../src/cli/help/topics.js';
import { findProgram } from './find-program.js';
import { environment } from './run-tagger.js';

const {
  man: [file],
  version,
} = JSON.parse(readFileSync('package.json', 'utf8'));

/** One line for each paragraph. */
function shownPage(): string {
  const env = environment({ MANWIDTH: '2000', LC_ALL: 'C.UTF-8', MANROFFOPT: '' });
  const { status, stdout, stderr } = spawnSync(findProgram('man'), ['--warnings', '-l', file], {
    encoding: 'utf8',
    env,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.replaceAll(/ +/g, ' ');
}

const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ');

test('man shows every command, flag, example and topic, without a warning', () => {
  const page = shownPage();
  expect(page).toContain('tagger - find named entities in text\n');
  expect(page).toContain(`teddy-tagger ${version}`);
  for (const command of commands) {
    const start = page.indexOf(`\nTAGGER ${command.name.toUpperCase()}\n`);
    expect(squeezed(page)).toContain(squeezed(command.details));
    const end = page.indexOf('\n Exit codes\n', start);
    const part = page.slice(start, end);
    for (const [name, { description }] of Object.entries(allFlags(command))) {
      expect(part).toMatch(new RegExp(`^ --${name}(?![\\w-])`, 'm'));
      expect(part).toContain(description.replaceAll(/ +/g, ' '));
    }
    for (const example of command.examples) expect(part).toContain(`\n ${example}\n`);
  }
  for (const { name, text } of topics) {
    expect(page).toContain(`\n${name.toUpperCase()}\n`);
    expect(squeezed(page)).toContain(squeezed(text));
  }
});
