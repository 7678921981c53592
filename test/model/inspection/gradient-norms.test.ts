import { expect, test } from '@jest/globals';
import { gradientNorms, withGradients } from '../../../src/model/inspection/gradient-norms.js';
import { readLabels } from '../../../src/model/inspection/label-readings.js';
import { quantizeWords } from '../../../src/model/quantize-words.js';
import { measureGradientFlow } from '../../../src/training/gradient-flow.js';
import { randomEnsemble } from '../random-ensemble.js';
import { randomTagger } from '../random-tagger.js';

const tokens = ['a', 'b', 'c', 'd', 'a', 'c', 'b'];
const shape = { directions: 2, layers: 2 } as const;

test('the forward direction feels the loss before it, the reverse one after it', () => {
  const found = gradientNorms(randomTagger({ shape }), tokens, 3, 0);
  expect(found.map(({ layer, direction }) => [layer, direction])).toEqual([
    [1, 'forward'],
    [1, 'reverse'],
    [2, 'forward'],
    [2, 'reverse'],
  ]);
  for (const { direction, norms } of found) {
    const isFelt = (t: number) => (direction === 'forward' ? t <= 3 : t >= 3);
    expect(norms.map((norm) => norm > 0)).toEqual(tokens.map((_, t) => isFelt(t)));
  }
});

test('the norms of the middle token are those of the gradient flow', () => {
  const tagger = randomTagger({ shape });
  const spans = [{ label: 'PER', start: 3, end: 4 }];
  const { curves } = measureGradientFlow(tagger, [{ tokens, spans, line: 1 }]);
  const norms = gradientNorms(tagger, tokens, 3, tagger.labels.encode(spans, tokens.length)[3]);
  const ratios = norms.map(({ norms: byToken, direction, layer }) => {
    const step = direction === 'forward' ? -1 : 1;
    return {
      layer,
      direction,
      ratios: [0, 1, 2, 3].map((k) => byToken[3 + step * k] / byToken[3]),
    };
  });
  expect(ratios).toEqual(curves);
});

test('a tagger that only tags is copied to be traced', () => {
  const trained = randomTagger({ shape });
  const loaded = randomTagger({ shape, isTraining: false });
  expect(withGradients(trained)).toBe(trained);
  expect(gradientNorms(withGradients(loaded), tokens, 3, 1)).toEqual(
    gradientNorms(trained, tokens, 3, 1),
  );
});

test('of an ensemble, the first member is copied', () => {
  const { tagger, members } = randomEnsemble({ shape });
  expect(gradientNorms(withGradients(tagger), tokens, 3, 1)).toEqual(
    gradientNorms(withGradients(members[0]), tokens, 3, 1),
  );
});

test('the copy of a quantized ensemble has the rows of the first member and those of all', () => {
  const options = { words: ['a', 'b', 'c'], vectorWords: ['d'], shape };
  const tagger = quantizeWords(randomEnsemble(options, 1).tagger, 'exact');
  expect(tagger.content.vectors?.ownCount).toBeGreaterThan(0);
  const copy = withGradients(tagger);
  const first = { ...tagger, tagging: tagger.network };
  expect(readLabels(copy, tokens).emissions).toEqual(readLabels(first, tokens).emissions);
});
