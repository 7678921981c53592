import { expect, test } from '@jest/globals';
import { parseTagFlags } from '../../../../src/cli/commands/parse-flags.js';

const kinds =
  '--recognize: expected all, or some of iban, card, ip, email, url, phone, separated by commas';
const redact = ['--format', 'redact'];

test.each([
  [['--recognize', 'emial'], `${kinds}, found "emial"; did you mean email?`],
  [['--recognize', 'ip,fone'], `${kinds}, found "ip,fone"; did you mean ip,phone?`],
  [['--recognize', 'email,'], `${kinds}, found "email,"`],
  [['--region', 'US'], '--region: requires --recognize phone'],
  [['--region', 'US', '--recognize', 'ip'], '--region: requires --recognize phone'],
  [
    ['--region', 'USA', '--recognize', 'phone'],
    '--region: expected the code of a country in two letters, such as US, found "USA"',
  ],
  [['--pseudonyms'], '--pseudonyms: requires --format redact'],
  [['--pseudonyms', '--format', 'jsonl'], '--pseudonyms: requires --format redact, found jsonl'],
  [[...redact, '--mapping', 'map'], '--mapping: requires --pseudonyms, found --no-pseudonyms'],
  [[...redact, '--force'], '--force: requires --output or --mapping'],
  [[...redact, '--pseudonyms', '--force'], '--force: requires --output or --mapping'],
  [['--restore', 'map', '--input', 'text'], '--input: cannot be combined with --restore'],
  [['--restore', 'map', '--verbose'], '--verbose: cannot be combined with --restore'],
])('%j is wrong usage', (args, message) => {
  expect(() => parseTagFlags(args, false)).toThrow(
    expect.objectContaining({ name: 'UsageError', message }),
  );
});

test('kinds come in the order of their table, and all is each of them', () => {
  const parsed = (args: readonly string[]) => parseTagFlags(['--recognize', ...args], false);
  expect(parsed(['url,iban'])?.recognize).toEqual(['iban', 'url']);
  expect(parsed(['all'])?.recognize).toEqual(['iban', 'card', 'ip', 'email', 'url', 'phone']);
  expect(parsed(['ip,all'])?.recognize).toEqual(parsed(['all'])?.recognize);
  expect(parsed(['phone', '--region', 'de'])?.region).toBe('DE');
});

test('--quiet and switches that are off go with --restore', () => {
  const args = ['--restore', 'map', '--quiet', '--no-verbose', 'text'];
  expect(parseTagFlags(args, false)).toMatchObject({ restore: 'map', files: ['text'] });
});
