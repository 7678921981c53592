import { expect, test } from '@jest/globals';
import { UsageError } from '../../src/cli/flags/usage-error.js';
import { renderError } from '../../src/cli/render-error.js';
import { InputError, NoRoomError } from '../../src/errors.js';

test('an input error is one sentence, even if the stack is requested', () => {
  const rendered = { text: 'tagger: x.conll:3: expected a, found b\n', exitCode: 1 };
  expect(renderError(new InputError('x.conll:3: expected a, found b'), false)).toEqual(rendered);
  expect(renderError(new InputError('x.conll:3: expected a, found b'), true)).toEqual(rendered);
});

test('several input errors are a line each', () => {
  const errors = [new InputError('a: no such file'), new InputError('b: no such file')];
  expect(renderError(new AggregateError(errors), false)).toEqual({
    text: 'tagger: a: no such file\ntagger: b: no such file\n',
    exitCode: 1,
  });
});

test('an error of usage refers to the help of its command', () => {
  const text = 'tagger: unknown flag --x (see tagger tag --help)\n';
  expect(renderError(new UsageError('unknown flag --x', 'tag'), false)).toEqual({
    text,
    exitCode: 2,
  });
  expect(renderError(new UsageError('what?'), false).text).toBe(
    'tagger: what? (see tagger --help)\n',
  );
});

test('an internal error explains how to see its stack, and shows it', () => {
  const bug = new TypeError('x is undefined');
  expect(renderError(bug, false)).toEqual({
    text: 'tagger: internal error: x is undefined (set DEBUG=1 for the stack trace)\n',
    exitCode: 1,
  });
  expect(renderError(bug, true).text).toMatch(
    /^tagger: internal error: TypeError: x is undefined\n +at /,
  );
});

test('a thrown text is an internal error', () => {
  expect(renderError('oops', false).text).toBe(
    'tagger: internal error: oops (set DEBUG=1 for the stack trace)\n',
  );
});

test('a full memory is a sentence that names what can be lowered', () => {
  const { text, exitCode } = renderError(new NoRoomError('no room for 5 bytes'), false);
  expect(text).toBe(
    'tagger: a network and what it computes at once have 4 GB of memory, and need more: lower --threads, or in training --batch-tokens, --batch-size or --hidden\n',
  );
  expect(exitCode).toBe(1);
});
