import { expect, test } from '@jest/globals';
import { corpusWarnings } from '../../../src/cli/train/corpus-warnings.js';
import { parseConll } from '../../../src/corpora/conll.js';

/** A corpus with one sentence for each entity, whose content is known by its digest. */
function corpus(path: string, types: string, sha256 = path) {
  const sentences = types.split(' ').map((type) => `Teddy B-${type}\nslept O\n`);
  return { ...parseConll(Buffer.from(sentences.join('\n')), path), sha256 };
}

const train = corpus('train.conll', 'PER LOC');

const withDev = (dev: ReturnType<typeof corpus>, test?: ReturnType<typeof corpus>) =>
  corpusWarnings({
    sentences: train.sentences,
    dev: dev.sentences,
    scheme: dev.scheme,
    files: { train, dev, test },
  });

test('corpora that fit together are not warned about', () => {
  expect(withDev(corpus('dev', 'PER LOC PER'), corpus('test', 'LOC'))).toEqual([]);
});

test.each([
  ['PER X', 'dev: 1 entity of type X counts as missed: train.conll has no such type'],
  ['X X PER', 'dev: 2 entities of type X count as missed: train.conll has no such type'],
  ['Y X X', 'dev: 3 entities of types X (2), Y (1) count as missed: train.conll has no such type'],
  [
    'A B C C D E F G',
    'dev: 8 entities of types C (2), A (1), B (1), D (1), E (1) and 2 more count as missed: train.conll has no such type',
  ],
])('types of dev that train lacks are named: %s', (types, warning) => {
  expect(withDev(corpus('dev', types))).toEqual([warning]);
});

test('types of test that train lacks are named', () => {
  expect(withDev(corpus('dev', 'PER'), corpus('test', 'X'))).toEqual([
    'test: 1 entity of type X counts as missed: train.conll has no such type',
  ]);
});

test('types that are only in the sentences held out are named', () => {
  const [first, ...sentences] = corpus('train.conll', 'X PER LOC').sentences;
  const files = { train };
  expect(corpusWarnings({ sentences, dev: [first], scheme: 'IOB2', files })).toEqual([
    'train.conll: of the sentences held out, 1 entity of type X counts as missed: the others have no such type',
  ]);
});

test('a file that is given twice is named by what it is given as', () => {
  const again = { ...train, path: 'link.conll' };
  expect(withDev(again)).toEqual([
    'link.conll: --dev has the same content as CORPUS; its scores say nothing about new text',
  ]);
  expect(withDev(again, again)).toEqual([
    'link.conll: --dev has the same content as CORPUS; its scores say nothing about new text',
    'link.conll: --test has the same content as CORPUS; its scores say nothing about new text',
  ]);
  expect(withDev(corpus('dev', 'PER', 'same'), corpus('test', 'PER', 'same'))).toEqual([
    'test: --test has the same content as --dev; its scores are too good, as the best epoch is chosen on it',
  ]);
});
