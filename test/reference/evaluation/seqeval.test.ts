// Examples are those of seqeval 1.2.2: its README, docstrings, test_metrics.py and test_v1.py.
import { expect, test } from '@jest/globals';
import { randomNumbers } from '../random.js';
import { conlleval } from './conlleval.js';
import { randomSentences } from './random-tags.js';
import { defaultEntities, type SeqevalFigures, seqevalAccuracy, seqevalReport } from './seqeval.js';

/** Precision, recall, F1 and support, rounded as the examples are. */
function rounded({ precision, recall, f1, support }: SeqevalFigures) {
  return [...[precision, recall, f1].map((x) => x.toFixed(2)), support].join(' ');
}

const readmeGold = [
  ['O', 'O', 'O', 'B-MISC', 'I-MISC', 'I-MISC', 'O'],
  ['B-PER', 'I-PER', 'O'],
];
const readmePredicted = [
  ['O', 'O', 'B-MISC', 'I-MISC', 'I-MISC', 'I-MISC', 'O'],
  ['B-PER', 'I-PER', 'O'],
];

test.each([{ mode: 'default' }, { mode: 'strict', scheme: 'IOB2' }] as const)(
  'the report of the README in $mode mode',
  (options) => {
    const report = seqevalReport(readmeGold, readmePredicted, options);
    expect([...report.byType].map(([type, figures]) => `${type} ${rounded(figures)}`)).toEqual([
      'MISC 0.00 0.00 0.00 1',
      'PER 1.00 1.00 1.00 1',
    ]);
    expect(rounded(report.micro)).toBe('0.50 0.50 0.50 2');
    expect(rounded(report.macro)).toBe('0.50 0.50 0.50 2');
    expect(rounded(report.weighted)).toBe('0.50 0.50 0.50 2');
  },
);

test('the accuracy of the README', () => {
  expect(seqevalAccuracy(readmeGold, readmePredicted)).toBe(0.8);
});

// test_v1.py: a type without gold entities counts in the macro average and not in the weighted one.
test.each(['default', 'strict'] as const)('the report of test_output_dict in %s mode', (mode) => {
  const report = seqevalReport([['B-A', 'B-B', 'O', 'B-A']], [['O', 'B-B', 'B-C', 'B-A']], {
    mode,
  });
  expect(Object.fromEntries(report.byType)).toEqual({
    A: { precision: 1, recall: 0.5, f1: 0.6666666666666666, support: 2 },
    B: { precision: 1, recall: 1, f1: 1, support: 1 },
    C: { precision: 0, recall: 0, f1: 0, support: 0 },
  });
  expect(report.micro.f1).toBeCloseTo(0.6666666666666666, 15);
  expect(report.macro.precision).toBeCloseTo(0.6666666666666666, 15);
  expect(report.macro.recall).toBeCloseTo(0.5, 15);
  expect(report.macro.f1).toBeCloseTo(0.5555555555555555, 15);
  expect(report.weighted.precision).toBeCloseTo(1, 15);
  expect(report.weighted.recall).toBeCloseTo(0.6666666666666666, 15);
  expect(report.weighted.f1).toBeCloseTo(0.7777777777777777, 15);
  expect([report.micro, report.macro, report.weighted].map(({ support }) => support)).toEqual([
    3, 3, 3,
  ]);
});

test('the averages in the docstring of f1_score', () => {
  const report = seqevalReport(
    [
      ['O', 'O', 'B-MISC', 'I-MISC', 'B-MISC', 'O', 'O'],
      ['B-PER', 'I-PER', 'O'],
    ],
    [
      ['O', 'O', 'B-MISC', 'I-MISC', 'B-MISC', 'I-MISC', 'O'],
      ['B-PER', 'I-PER', 'O'],
    ],
  );
  expect([...report.byType.values()].map(({ f1 }) => f1)).toEqual([0.5, 1]);
  expect(report.micro.f1).toBeCloseTo(0.6666666666666666, 15);
  expect(report.macro.f1).toBeCloseTo(0.75, 15);
  expect(report.weighted.f1).toBeCloseTo(0.6666666666666666, 15);
});

// test_conll_f1score and test_strict_f1score.
test.each([
  { mode: 'default', f1: 1, types: ['ORG'] },
  { mode: 'strict', f1: 0, types: ['ORG'] },
] as const)('I-ORG I-ORG for B-ORG I-ORG has an F1 of $f1 in $mode mode', ({ mode, f1, types }) => {
  const report = seqevalReport([['B-ORG', 'I-ORG']], [['I-ORG', 'I-ORG']], {
    mode,
    scheme: 'IOB2',
  });
  expect([report.micro.f1, report.macro.f1, report.weighted.f1]).toEqual([f1, f1, f1]);
  expect([...report.byType.keys()]).toEqual(types);
});

// test_get_entities and test_get_entities_with_only_IOB, with inclusive ends there.
test.each([
  {
    tags: 'O O O B-MISC I-MISC I-MISC O B-PER I-PER',
    entities: ['MISC 3 5', 'PER 7 8'],
  },
  { tags: 'O O O B I I O O B I O', entities: ['_ 3 5', '_ 8 9'] },
  { tags: 'B-A--B I-A--B B-', entities: ['A--B 0 1', '_ 2 2'] },
  { tags: 'S-PER S-PER B-PER E-PER B-PER', entities: ['PER 0 0', 'PER 1 1', 'PER 2 3', 'PER 4 4'] },
  { tags: 'B-PER S-PER', entities: ['PER 0 0', 'PER 1 1'] },
  { tags: 'B-PER L-PER B-PER L-PER', entities: ['PER 2 3'] },
])('$tags has the entities of the default mode', ({ tags, entities }) => {
  expect(
    defaultEntities(tags.split(' ')).map(({ type, start, end }) => `${type} ${start} ${end - 1}`),
  ).toEqual(entities);
});

test.each(['IOB', 'IOE'])(
  'the default mode agrees with conlleval.pl on random tags of %s',
  (prefixes) => {
    const random = randomNumbers(2);
    for (let round = 0; round < 300; round++) {
      const sentences = randomSentences(random, prefixes);
      const { overall, byType } = conlleval(sentences);
      const { micro, byType: figures } = seqevalReport(
        sentences.map(({ gold }) => gold),
        sentences.map(({ predicted }) => predicted),
      );
      expect([...figures.keys()]).toEqual([...byType.keys()]);
      expect(micro.support).toBe(overall.gold);
      expect(micro.precision).toBeCloseTo(overall.correct / (overall.predicted || 1), 15);
      expect(micro.recall).toBeCloseTo(overall.correct / (overall.gold || 1), 15);
    }
  },
);

test('the default mode splits two S where conlleval.pl does not', () => {
  const tags = ['S-PER', 'S-PER'];
  expect(seqevalReport([tags], [tags]).micro.support).toBe(2);
  expect(conlleval([{ gold: tags, predicted: tags }]).overall.gold).toBe(1);
});

test('an entity does not reach into the next sentence', () => {
  const gold = [['B-PER'], ['I-PER']];
  expect(seqevalReport(gold, gold).micro.support).toBe(2);
  expect(seqevalReport(gold, gold, { mode: 'strict', scheme: 'IOB2' }).micro.support).toBe(1);
});

test.each([{ mode: 'default' }, { mode: 'strict', scheme: 'IOB2' }] as const)(
  'an entity of another sentence is not correct in $mode mode',
  (options) => {
    const gold = [['B-PER', 'O'], ['O']];
    const predicted = [['O', 'O'], ['B-PER']];
    expect(seqevalReport(gold, predicted, options).micro.f1).toBe(0);
  },
);

test('types are sorted by code points', () => {
  const gold = [['B-😀', 'B-\uE000', 'B-a', 'B-Z']];
  expect([...seqevalReport(gold, gold).byType.keys()]).toEqual(['Z', 'a', '\uE000', '😀']);
});

// test_weighted_true_sum_zero, and the tests of warnings, which set these figures to 0.
test.each([
  { zeroDivision: 0, predicted: 'O', micro: '0.00 0.00 0.00 0', weighted: '0.00 0.00 0.00 0' },
  { zeroDivision: 1, predicted: 'O', micro: '1.00 1.00 1.00 0', weighted: '1.00 1.00 1.00 0' },
  { zeroDivision: 0, predicted: 'B-A', micro: '0.00 0.00 0.00 0', weighted: '0.00 0.00 0.00 0' },
  { zeroDivision: 1, predicted: 'B-A', micro: '0.00 1.00 0.00 0', weighted: '0.00 1.00 0.00 0' },
] as const)(
  '$predicted without gold entities, with $zeroDivision for a zero division',
  ({ zeroDivision, predicted, micro, weighted }) => {
    const report = seqevalReport([['O']], [[predicted]], { zeroDivision });
    expect(rounded(report.micro)).toBe(micro);
    expect(rounded(report.weighted)).toBe(weighted);
  },
);

test('a missed entity has a precision of the value for a zero division', () => {
  expect(rounded(seqevalReport([['B-A']], [['O']]).micro)).toBe('0.00 0.00 0.00 1');
  const report = seqevalReport([['B-A']], [['O']], { zeroDivision: 1 });
  expect(rounded(report.micro)).toBe('1.00 0.00 0.00 1');
});

// test_runtime_warning: the mean of no scores.
test.each([{ mode: 'default' }, { mode: 'strict', scheme: 'IOB2' }] as const)(
  'macro averages of an empty sentence are NaN in $mode mode',
  (options) => {
    const { byType, micro, macro, weighted } = seqevalReport([[]], [[]], options);
    expect(byType.size).toBe(0);
    expect(rounded(micro)).toBe('0.00 0.00 0.00 0');
    expect(macro).toEqual({ precision: NaN, recall: NaN, f1: NaN, support: 0 });
    expect(rounded(weighted)).toBe('0.00 0.00 0.00 0');
  },
);

// test_value_error and test_length.
test.each([
  { gold: [['O']], predicted: [[]], message: 'expected tags by sentence 1, found 0' },
  { gold: [[]], predicted: [['O']], message: 'expected tags by sentence 0, found 1' },
  {
    gold: [['O', 'O']],
    predicted: [['O'], ['O']],
    message: 'expected tags by sentence 2, found 1 1',
  },
  { gold: [], predicted: [], message: 'expected sentences, found none' },
])('"$message" is an error', ({ gold, predicted, message }) => {
  expect(() => seqevalReport(gold, predicted)).toThrow(message);
});

test('the accuracy of no tokens is an error', () => {
  expect(() => seqevalAccuracy([[]], [[]])).toThrow('expected tokens, found none');
});

test('the strict mode without a scheme takes the one of the gold tags', () => {
  const gold = [['S-PER', 'O', 'B-LOC', 'E-LOC']];
  expect(seqevalReport(gold, gold, { mode: 'strict' }).micro.support).toBe(2);
  expect(() => seqevalReport(gold, [['L-PER', 'O', 'O', 'O']], { mode: 'strict' })).toThrow(
    'expected a tag of IOBES, found "L-PER"',
  );
});
