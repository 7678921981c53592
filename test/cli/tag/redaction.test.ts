import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { createRedaction, withoutQuotes } from '../../../src/cli/tag/redaction.js';
import { InputError } from '../../../src/errors.js';

const folder = mkdtempSync(join(tmpdir(), 'redaction-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  [
    'a:1: expected UTF-8 text, found other bytes: "Ann"',
    'a:1: expected UTF-8 text, found other bytes (not shown)',
  ],
  ['a:1: found "Ann \\"Nan\\" Lee" and "Bob" in it', 'a:1: found (not shown) in it'],
  ['a: no such file', 'a: no such file'],
])('%j is shown as %j', (message, shown) => {
  expect(withoutQuotes(new InputError(message))).toEqual(new InputError(shown));
});

const numbered = {
  recognize: [],
  region: undefined,
  only: undefined,
  pseudonyms: true,
  force: false,
};

test('the mapping holds what has been hidden', async () => {
  const mapping = join(folder, 'map');
  const redaction = await createRedaction({ ...numbered, mapping });
  const entity = { label: 'PER', text: 'Ann', start: 0, end: 3 };
  expect(redaction.redactText('Ann is', [entity], false)).toBe('[PER_1] is');
  await redaction.writeMapping();
  expect(readFileSync(mapping, 'utf8')).toContain('"Ann"');
});

test('a mapping that cannot be written is written elsewhere, for its user only', async () => {
  const mapping = join(folder, 'no', 'map');
  const redaction = await createRedaction({ ...numbered, mapping });
  const error = await redaction.writeMapping().catch((error: InputError) => error);
  const sentence = `${mapping}: no such folder: ${join(folder, 'no')}; the mapping was written to `;
  expect(error).toBeInstanceOf(InputError);
  expect(error!.message.slice(0, sentence.length)).toBe(sentence);
  const elsewhere = error!.message.slice(sentence.length);
  expect(elsewhere).toMatch(/^.*\/map\.[0-9a-f]{8}$/);
  expect(statSync(elsewhere).mode & 0o777).toBe(0o600);
  expect(existsSync(join(folder, 'no'))).toBe(false);
});

test('a mapping that has appeared meanwhile stays without --force', async () => {
  const mapping = join(folder, 'other');
  const redaction = await createRedaction({ ...numbered, mapping });
  writeFileSync(mapping, 'of another');
  await expect(redaction.writeMapping()).rejects.toThrow(`${mapping}: file already exists; `);
  expect(readFileSync(mapping, 'utf8')).toBe('of another');
  const forced = await createRedaction({ ...numbered, mapping, force: true });
  await forced.writeMapping();
  expect(readFileSync(mapping, 'utf8')).not.toBe('of another');
});
