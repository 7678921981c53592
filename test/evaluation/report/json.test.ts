import { expect, test } from '@jest/globals';
import { spansOf } from '../../../src/corpora/tags.js';
import { renderScoreJson } from '../../../src/evaluation/report/json.js';
import { scoreCorpus } from '../../../src/evaluation/score.js';

test('every count and ratio is in the JSON', () => {
  const gold = ['B-PER', 'O', 'B-__proto__', 'O'];
  const predicted = ['B-PER', 'B-PER', 'O', 'O'];
  const pair = { length: 4, gold: spansOf(gold), predicted: spansOf(predicted) };
  const json = JSON.stringify(renderScoreJson(scoreCorpus([pair], 'IOB2')));
  expect(json).toBe(
    '{"tokenCount":4,"correctTagCount":2,"accuracy":50,' +
      '"overall":{"gold":2,"predicted":2,"correct":1,"precision":50,"recall":50,"f1":50},"types":{' +
      '"PER":{"gold":1,"predicted":2,"correct":1,"precision":50,"recall":100,"f1":66.66666666666667},' +
      '"__proto__":{"gold":1,"predicted":0,"correct":0,"precision":0,"recall":0,"f1":0}}}',
  );
});

test('an interval follows its F1, and is absent unless given', () => {
  const pair = { length: 1, gold: spansOf(['B-PER']), predicted: spansOf(['B-PER']) };
  const intervals = { overall: [90, 100], types: new Map([['PER', [80, 100]] as const]) } as const;
  const { overall, types } = renderScoreJson(scoreCorpus([pair], 'IOB2'), intervals);
  expect(JSON.stringify(overall)).toMatch(/"f1":100,"interval":\[90,100\]}$/);
  expect(types.PER.interval).toEqual([80, 100]);
  expect(renderScoreJson(scoreCorpus([pair], 'IOB2')).overall).not.toHaveProperty('interval');
});
