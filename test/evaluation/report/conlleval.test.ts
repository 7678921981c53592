import { expect, test } from '@jest/globals';
import { parseConll } from '../../../src/corpora/conll.js';
import { spansOf } from '../../../src/corpora/tags.js';
import { renderConlleval } from '../../../src/evaluation/report/conlleval.js';
import { scoreCorpus } from '../../../src/evaluation/score.js';

/** The table for rows of token, gold tag and predicted tag, the input of conlleval.pl. */
function table(rows: string): string {
  const content = Buffer.from(rows);
  const gold = parseConll(content, 'rows', { tagColumn: 2 });
  const predicted = parseConll(content, 'rows', { tagColumn: 3 });
  const pairs = gold.sentences.map((sentence, index) => ({
    length: sentence.tokens.length,
    gold: sentence.spans,
    predicted: predicted.sentences[index].spans,
  }));
  return renderConlleval(scoreCorpus(pairs, gold.scheme));
}

test('nested errors, adjacent spans, sentence ends and a type never in gold agree with a count by hand', () => {
  const rows = `a B-PER B-PER
b I-PER I-PER
c O O
d B-LOC B-LOC
e I-LOC I-LOC
f I-LOC O

a O O
b B-ORG B-ORG
c I-ORG B-LOC
d I-ORG B-ORG
e O O

a O O
b O O
c B-PER B-PER

a B-PER B-PER

a O B-MISC
b O O

a B-LOC B-LOC
b B-LOC I-LOC
c O O
`;
  // Only spans of PER are correct: in the first sentence, at the end of the third, and the fourth.
  expect(table(rows)).toBe(
    `processed 20 tokens with 7 phrases; found: 9 phrases; correct: 3.
accuracy:  75.00%; precision:  33.33%; recall:  42.86%; FB1:  37.50
              LOC: precision:   0.00%; recall:   0.00%; FB1:   0.00  3
             MISC: precision:   0.00%; recall:   0.00%; FB1:   0.00  1
              ORG: precision:   0.00%; recall:   0.00%; FB1:   0.00  2
              PER: precision: 100.00%; recall: 100.00%; FB1: 100.00  3
`,
  );
});

test('IOB1 is scored in its own tags', () => {
  const rows = `a I-PER I-PER
b I-PER I-PER
c B-PER I-PER
d O O

a I-PER I-PER
b I-LOC I-LOC

a I-creative-work I-creative-work
b O O
c O I-LOC
`;
  // Gold: PER 0-2, PER 2-3; PER, LOC; creative-work. Predicted: PER 0-3; PER, LOC; creative-work, LOC.
  expect(table(rows)).toBe(
    `processed 9 tokens with 5 phrases; found: 5 phrases; correct: 3.
accuracy:  77.78%; precision:  60.00%; recall:  60.00%; FB1:  60.00
              LOC: precision:  50.00%; recall: 100.00%; FB1:  66.67  2
              PER: precision:  50.00%; recall:  33.33%; FB1:  40.00  2
    creative-work: precision: 100.00%; recall: 100.00%; FB1: 100.00  1
`,
  );
});

test('a model that finds nothing scores 0', () => {
  expect(table('a B-PER O\nb I-PER O\nc O O\n\na B-LOC O\n')).toBe(
    `processed 4 tokens with 2 phrases; found: 0 phrases; correct: 0.
accuracy:  25.00%; precision:   0.00%; recall:   0.00%; FB1:   0.00
              LOC: precision:   0.00%; recall:   0.00%; FB1:   0.00  0
              PER: precision:   0.00%; recall:   0.00%; FB1:   0.00  0
`,
  );
});

test('a corpus without entities has no line for a type', () => {
  expect(table('a O O\n')).toBe(
    `processed 1 tokens with 0 phrases; found: 0 phrases; correct: 0.
accuracy: 100.00%; precision:   0.00%; recall:   0.00%; FB1:   0.00
`,
  );
});

test('a corpus without tokens has no line of ratios', () => {
  expect(renderConlleval(scoreCorpus([], 'IOB2'))).toBe(
    'processed 0 tokens with 0 phrases; found: 0 phrases; correct: 0.\n',
  );
});

test.each([
  [1, 32, '  3.12'],
  [3, 32, '  9.38'],
  [5, 32, ' 15.62'],
  [7, 32, ' 21.88'],
  [1, 3, ' 33.33'],
  [2, 3, ' 66.67'],
  [1, 800, '  0.12'],
])('%i of %i tokens are rounded as C rounds them', (correctCount, tokenCount, expected) => {
  const outside = spansOf(['O']);
  const inside = spansOf(['B-X']);
  const pairs = Array.from({ length: tokenCount }, (_, index) => ({
    length: 1,
    gold: outside,
    predicted: index < correctCount ? outside : inside,
  }));
  expect(renderConlleval(scoreCorpus(pairs, 'IOB2'))).toContain(`accuracy: ${expected}%;`);
});
