import { expect, test } from '@jest/globals';
import { UsageError } from '../../src/cli/flags/usage-error.js';
import { renderError } from '../../src/cli/render-error.js';
import { InputError } from '../../src/errors.js';

test("the user's errors are one sentence, with the stack asked for too", () => {
  const rendered = { text: 'tagger: x.conll:3: expected a, found b\n', exitCode: 1 };
  expect(renderError(new InputError('x.conll:3: expected a, found b'), false)).toEqual(rendered);
  expect(renderError(new InputError('x.conll:3: expected a, found b'), true)).toEqual(rendered);
});

test('wrong usage points to the help that tells more', () => {
  const text = 'tagger: unknown flag --x (see tagger tag --help)\n';
  expect(renderError(new UsageError('unknown flag --x', 'tag'), false)).toEqual({
    text,
    exitCode: 2,
  });
  expect(renderError(new UsageError('what?'), false).text).toBe(
    'tagger: what? (see tagger --help)\n',
  );
});

test('a bug of ours says how to see its stack, and shows it', () => {
  const bug = new TypeError('x is undefined');
  expect(renderError(bug, false)).toEqual({
    text: 'tagger: internal error: x is undefined, set DEBUG=1 for the stack\n',
    exitCode: 1,
  });
  expect(renderError(bug, true).text).toMatch(
    /^tagger: internal error: TypeError: x is undefined\n +at /,
  );
});

test('whatever is thrown is told', () => {
  expect(renderError('oops', false).text).toBe(
    'tagger: internal error: oops, set DEBUG=1 for the stack\n',
  );
});
