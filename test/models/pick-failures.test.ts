import { expect, test } from '@jest/globals';
import {
  FAILURE_KINDS,
  pickFailures,
  renderExcerpt,
  renderFailures,
} from '../../models/pick-failures.js';
import type { JudgedError } from '../../src/evaluation/error-log.js';
import { createJudge } from '../../src/evaluation/judge.js';
import type { ErrorKind } from '../../src/evaluation/pair-entities.js';

const span = (label: string, start: number, end: number) => ({ label, start, end });

function errorOf(kind: ErrorKind, line: number): JudgedError {
  return { kind, line, sentence: { tokens: ['a'], gold: [], predicted: [], line } };
}

const errors = Array.from({ length: 40 }, (_, index) =>
  errorOf(index % 4 === 0 ? 'wrong type' : index % 4 === 1 ? 'invented' : 'missed', index),
);

test('kinds and tests take turns, as long as they have errors', () => {
  const tests = ['one', 'two'].map((name) => ({ test: name, errors }));
  const picked = pickFailures([...tests, { test: 'three', errors: [] }], 18);
  const counts = FAILURE_KINDS.map((kind) =>
    ['one', 'two'].map(
      (name) => picked.filter((failure) => failure.kind === kind && failure.test === name).length,
    ),
  );
  expect(counts).toEqual([
    [3, 3],
    [3, 3],
    [0, 0],
    [3, 3],
  ]);
});

test('errors of one kind and test lie far from each other', () => {
  const missed = Array.from({ length: 15 }, (_, index) => errorOf('missed', index));
  const picked = pickFailures([{ test: 'one', errors: missed }], 3);
  expect(picked.map(({ error }) => error.line)).toEqual([7, 3, 11]);
});

test('a sentence is taken once, and there may be fewer errors than wanted', () => {
  const same = [errorOf('missed', 1), errorOf('missed', 1), errorOf('invented', 1)];
  expect(pickFailures([{ test: 'one', errors: same }], 30)).toHaveLength(1);
});

test('an error is shown as it was found and as it should be, with some words around it', () => {
  const tokens = 'a b c d e f g New York , h i j k l m n o'.split(' ');
  const judge = createJudge({ scheme: 'IOB2', mostErrors: 1 });
  judge.add({
    tokens,
    gold: [span('LOC', 7, 9), span('PER', 14, 16)],
    predicted: [span('ORG', 7, 9), span('PER', 14, 16)],
    line: 1,
  });
  const picked = pickFailures([{ test: 'one', errors: judge.finish().errors.first }], 1);
  expect(renderFailures(picked)).toContain(
    'Found with the wrong type:\n\n' +
      '- one: `… b c d e f g [New York](ORG), h i j k [l m](PER) …`\n' +
      '  instead of `… b c d e f g [New York](LOC), h i j k [l m](PER) …`\n',
  );
});

test('an excerpt of a whole sentence has no ellipsis', () => {
  expect(renderExcerpt(['Ann', 'left', '.'], [span('PER', 0, 1)], { start: 0, end: 3 })).toBe(
    '[Ann](PER) left.',
  );
});
