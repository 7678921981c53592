import { expect, test } from '@jest/globals';
import { parseConll } from '../../src/corpora/conll.js';
import type { NetworkConfig } from '../../src/model/network/config.js';
import { toyTrained } from './toy-corpus.js';

const stems = ['Ada', 'Bel', 'Cor', 'Dun', 'Elm', 'Fen', 'Gil', 'Hal'];
const rows = stems.flatMap((stem) => [
  `${stem}burg B-LOC\nsleeps O\n`,
  `${stem}sson B-PER\nsleeps O\n`,
]);
const { sentences } = parseConll(Buffer.from(rows.join('\n')), 'endings');

const unseen = ['Nemburg', 'Nemsson', 'Ilaburg', 'Ilasson'];
const expected = ['LOC', 'PER', 'LOC', 'PER'].map((label) => [{ label, start: 0, end: 1 }]);

/** In training half of the words are dropped to the unknown word, and keep their characters. */
function spansOfUnseen(characters: NetworkConfig['characters']) {
  const { tagger } = toyTrained({ sentences, characters, options: { wordDropout: 1 } });
  return tagger.tagSentences(unseen.map((name) => [name, 'sleeps']));
}

test.each<NonNullable<NetworkConfig['characters']>>([
  { encoder: 'cnn', dimension: 8, filters: 16, widths: [3] },
  { encoder: 'cnn', dimension: 8, filters: 8, widths: [2, 4] },
  { encoder: 'rnn', dimension: 8, cell: 'lstm', hidden: 8 },
])(
  'a network with character features %j recognizes unseen names by their endings',
  (characters) => {
    expect(spansOfUnseen(characters)).toEqual(expected);
  },
);

test('a network without character features cannot distinguish unseen names', () => {
  const [first, ...others] = spansOfUnseen(null);
  for (const spans of others) expect(spans).toEqual(first);
});

test('a network with shapes recognizes unseen names by their case', () => {
  const rows = stems.flatMap((stem) => [
    `${stem.toUpperCase()} B-LOC\nsleeps O\n`,
    `${stem} B-PER\nsleeps O\n`,
    `${stem.toLowerCase()} O\nsleeps O\n`,
  ]);
  const { sentences } = parseConll(Buffer.from(rows.join('\n')), 'cases');
  const options = { wordDropout: 1 };
  const { tagger } = toyTrained({ sentences, shape: { dimension: 4 }, options });
  const spans = tagger.tagSentences(['NEM', 'Nem', 'nem'].map((name) => [name, 'sleeps']));
  const found = spans.map((own) => own.map(({ label }) => label));
  expect(found).toEqual([['LOC'], ['PER'], []]);
});
