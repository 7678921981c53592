// "The script prints" means: conlleval.pl of 2004-01-26 printed this for the same columns.
import { expect, test } from '@jest/globals';
import { randomNumbers } from '../random.js';
import {
  type ConllevalCounts,
  conlleval,
  conllevalEntities,
  conllevalFigures,
  parseTag,
  renderConlleval,
  type TaggedSentence,
} from './conlleval.js';
import { addCounts, countEntities, NO_COUNTS } from './counts.js';
import { randomSentences } from './random-tags.js';

/** Sentences from lines of a gold and a predicted tag; an empty line is between sentences. */
function sentencesOf(...lines: string[]): TaggedSentence[] {
  const blocks = lines.join('\n').split('\n\n');
  return blocks.map((block) => {
    const rows = block.split('\n').filter((line) => line !== '');
    const columns = rows.map((row) => row.split(' '));
    return { gold: columns.map(([gold]) => gold), predicted: columns.map((row) => row[1]) };
  });
}

function reportOf(...lines: string[]): string {
  return renderConlleval(conlleval(sentencesOf(...lines)));
}

/** [type, start, end] of each entity in tags that are separated by spaces. */
function entitiesOf(tags: string) {
  return conllevalEntities(tags.split(' ')).map(({ type, start, end }) => [type, start, end]);
}

// Counts of https://www.clips.uantwerpen.be/conll2000/chunking/output.html, from its percentages.
const sampleTypes = {
  ADJP: { correct: 0, gold: 6, predicted: 1 },
  ADVP: { correct: 5, gold: 8, predicted: 11 },
  NP: { correct: 206, gold: 262, predicted: 317 },
  PP: { correct: 89, gold: 90, predicted: 107 },
  SBAR: { correct: 2, gold: 6, predicted: 3 },
  VP: { correct: 69, gold: 87, predicted: 100 },
};
const sampleFigures = `\
             ADJP: precision:   0.00%; recall:   0.00%; FB1:   0.00  1
             ADVP: precision:  45.45%; recall:  62.50%; FB1:  52.63  11
               NP: precision:  64.98%; recall:  78.63%; FB1:  71.16  317
               PP: precision:  83.18%; recall:  98.89%; FB1:  90.36  107
             SBAR: precision:  66.67%; recall:  33.33%; FB1:  44.44  3
               VP: precision:  69.00%; recall:  79.31%; FB1:  73.80  100
`;

// The page first had predictions in IOB1 and later in IOB2, which changes the accuracy alone.
test.each([
  { scheme: 'IOB1', correctTagCount: 808, accuracy: '84.08' },
  { scheme: 'IOB2', correctTagCount: 838, accuracy: '87.20' },
])(
  'the sample report of CoNLL-2000 for $scheme follows from its counts',
  ({ correctTagCount, accuracy }) => {
    const counts: ConllevalCounts = {
      tokenCount: 961,
      correctTagCount,
      overall: Object.values(sampleTypes).reduce(addCounts),
      byType: new Map(Object.entries(sampleTypes)),
    };
    expect(renderConlleval(counts)).toBe(
      'processed 961 tokens with 459 phrases; found: 539 phrases; correct: 371.\n' +
        `accuracy:  ${accuracy}%; precision:  68.83%; recall:  80.83%; FB1:  74.35\n${sampleFigures}`,
    );
  },
);

test('the sample sentences of CoNLL-2000 differ in tags and not in chunks', () => {
  const lines = ['B-NP I-NP', 'B-NP B-NP', 'I-NP I-NP', 'I-NP I-NP', 'O O', '', 'B-NP I-NP'];
  expect(reportOf(...lines, 'B-VP B-VP', 'B-NP B-NP', 'I-NP I-NP')).toBe(`\
processed 9 tokens with 5 phrases; found: 5 phrases; correct: 5.
accuracy:  77.78%; precision: 100.00%; recall: 100.00%; FB1: 100.00
               NP: precision: 100.00%; recall: 100.00%; FB1: 100.00  4
               VP: precision: 100.00%; recall: 100.00%; FB1: 100.00  1
`);
});

test('a tie is rounded to the even digit, as the script prints it', () => {
  const wrong = Array.from({ length: 31 }, () => 'B-LOC B-PER');
  expect(reportOf('B-PER B-PER', ...wrong)).toBe(`\
processed 32 tokens with 32 phrases; found: 32 phrases; correct: 1.
accuracy:   3.12%; precision:   3.12%; recall:   3.12%; FB1:   3.12
              LOC: precision:   0.00%; recall:   0.00%; FB1:   0.00  0
              PER: precision:   3.12%; recall: 100.00%; FB1:   6.06  32
`);
});

test.each([
  { correct: 3, printed: '9.38' },
  { correct: 5, printed: '15.62' },
  { correct: 7, printed: '21.88' },
  { correct: 16, printed: '50.00' },
])('$correct of 32 is printed as $printed', ({ correct, printed }) => {
  const overall = { correct, gold: 32, predicted: 32 };
  const counts = { tokenCount: 32, correctTagCount: correct, overall, byType: new Map() };
  expect(renderConlleval(counts)).toContain(`accuracy: ${printed.padStart(6)}%;`);
});

test('types are padded by bytes and sorted by code points, as the script prints them', () => {
  expect(reportOf('B-Ünï B-Ünï', 'O B-AVERYLONGTYPENAMEBEYOND17')).toBe(`\
processed 2 tokens with 1 phrases; found: 2 phrases; correct: 1.
accuracy:  50.00%; precision:  50.00%; recall: 100.00%; FB1:  66.67
AVERYLONGTYPENAMEBEYOND17: precision:   0.00%; recall:   0.00%; FB1:   0.00  1
            Ünï: precision: 100.00%; recall: 100.00%; FB1: 100.00  1
`);
  const { byType } = conlleval([{ gold: ['B-😀', 'B-\uE000', 'B-a'], predicted: ['O', 'O', 'O'] }]);
  expect([...byType.keys()]).toEqual(['a', '\uE000', '😀']);
});

test('the empty type has two rows if it is gold and predicted, as the script prints it', () => {
  const row = '                 : precision: 100.00%; recall: 100.00%; FB1: 100.00  2\n';
  expect(reportOf('B B', 'I I', 'O O', 'B B')).toBe(
    'processed 4 tokens with 2 phrases; found: 2 phrases; correct: 2.\n' +
      `accuracy: 100.00%; precision: 100.00%; recall: 100.00%; FB1: 100.00\n${row}${row}`,
  );
});

test('illegal transitions and a type of 0 count as the script counts them', () => {
  const lines = ['O I-0', 'I-PER B-LOC', 'I-LOC I-LOC', '', 'I-LOC E-LOC', 'I-LOC B-LOC'];
  expect(reportOf(...lines)).toBe(`\
processed 5 tokens with 3 phrases; found: 3 phrases; correct: 1.
accuracy:  20.00%; precision:  33.33%; recall:  33.33%; FB1:  33.33
                 : precision:   0.00%; recall:   0.00%; FB1:   0.00  1
              LOC: precision:  50.00%; recall:  50.00%; FB1:  50.00  2
              PER: precision:   0.00%; recall:   0.00%; FB1:   0.00  0
`);
});

test.each([
  { name: 'no sentences', sentences: [] },
  { name: 'one empty sentence', sentences: [{ gold: [], predicted: [] }] },
])('the report of $name is its first line', ({ sentences }) => {
  expect(renderConlleval(conlleval(sentences))).toBe(
    'processed 0 tokens with 0 phrases; found: 0 phrases; correct: 0.\n',
  );
});

test('the report of a corpus without entities has an accuracy and no types', () => {
  expect(reportOf('O O', 'O O')).toBe(
    'processed 2 tokens with 0 phrases; found: 0 phrases; correct: 0.\n' +
      'accuracy: 100.00%; precision:   0.00%; recall:   0.00%; FB1:   0.00\n',
  );
});

test('columns of different lengths are refused', () => {
  expect(() => conlleval([{ gold: ['O', 'O'], predicted: ['O'] }])).toThrow(
    'expected 2 predicted tags, found 1',
  );
});

test.each([
  { tag: 'O', prefix: 'O', type: '' },
  { tag: 'B-PER', prefix: 'B', type: 'PER' },
  { tag: 'I-ORG-CORP', prefix: 'I', type: 'ORG-CORP' },
  { tag: 'B', prefix: 'B', type: '' },
  { tag: 'B-', prefix: 'B', type: '' },
  { tag: 'B-0', prefix: 'B', type: '' },
  { tag: '-PER', prefix: '', type: 'PER' },
])('$tag is the prefix "$prefix" and the type "$type"', ({ tag, prefix, type }) => {
  expect(parseTag(tag)).toEqual({ prefix, type });
});

test.each([
  { scheme: 'IOB1', tags: 'I-PER O I-ORG I-ORG B-ORG I-ORG I-ORG I-LOC' },
  { scheme: 'IOB2', tags: 'B-PER O B-ORG I-ORG B-ORG I-ORG I-ORG B-LOC' },
])('$scheme has the entities of its definition', ({ tags }) => {
  expect(entitiesOf(tags)).toEqual([
    ['PER', 0, 1],
    ['ORG', 2, 4],
    ['ORG', 4, 7],
    ['LOC', 7, 8],
  ]);
});

test.each([
  { tags: 'O I-PER I-PER', entities: [['PER', 1, 3]] },
  {
    tags: 'B-PER I-LOC',
    entities: [
      ['PER', 0, 1],
      ['LOC', 1, 2],
    ],
  },
  { tags: 'B-PER E-PER', entities: [['PER', 0, 2]] },
  {
    tags: 'S-PER O S-PER',
    entities: [
      ['PER', 0, 1],
      ['PER', 2, 3],
    ],
  },
  { tags: 'S-PER S-PER', entities: [['PER', 0, 2]] },
  { tags: 'S-PER B-PER E-PER', entities: [['PER', 0, 3]] },
  { tags: 'B-PER E-PER B-PER E-PER', entities: [['PER', 0, 4]] },
  {
    tags: 'B-PER E-PER I-PER',
    entities: [
      ['PER', 0, 2],
      ['PER', 2, 3],
    ],
  },
  { tags: 'U-PER B-PER L-PER', entities: [['PER', 0, 3]] },
  {
    tags: '[-PER ]-PER',
    entities: [
      ['PER', 0, 1],
      ['PER', 1, 2],
    ],
  },
  { tags: '.-PER', entities: [] },
  { tags: 'B-PER .-PER', entities: [['PER', 0, 2]] },
  { tags: 'O E', entities: [['', 1, 2]] },
])('$tags has the entities that the rules find', ({ tags, entities }) => {
  expect(entitiesOf(tags)).toEqual(entities);
});

test.each(['IOB', 'IOE', 'IOBES', 'BILOU', 'BMES'])(
  'the pass over both columns counts the entities of each, for random tags of %s',
  (prefixes) => {
    const random = randomNumbers(1);
    for (let round = 0; round < 300; round++) {
      const sentences = randomSentences(random, `${prefixes}O`);
      const counts = sentences
        .map(({ gold, predicted }) =>
          countEntities(conllevalEntities(gold), conllevalEntities(predicted)),
        )
        .reduce(addCounts, NO_COUNTS);
      expect(conlleval(sentences).overall).toEqual(counts);
    }
  },
);

test('figures are percentages, and 0 if there is nothing to divide by', () => {
  expect(conllevalFigures({ correct: 1, gold: 2, predicted: 4 })).toEqual({
    precision: 25,
    recall: 50,
    f1: 2500 / 75,
  });
  expect(conllevalFigures(NO_COUNTS)).toEqual({ precision: 0, recall: 0, f1: 0 });
});
