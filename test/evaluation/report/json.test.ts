import { expect, test } from '@jest/globals';
import { renderScoreJson } from '../../../src/evaluation/report/json.js';
import { scoreCorpus } from '../../../src/evaluation/score.js';
import { spansOf } from '../../../src/text/tags.js';

test('every count and ratio survives the way through JSON', () => {
  const gold = ['B-PER', 'O', 'B-__proto__', 'O'];
  const found = ['B-PER', 'B-PER', 'O', 'O'];
  const pair = { length: 4, gold: spansOf(gold), found: spansOf(found) };
  const json = JSON.stringify(renderScoreJson(scoreCorpus([pair], 'IOB2')));
  expect(json).toBe(
    '{"tokenCount":4,"correctTagCount":2,"accuracy":50,' +
      '"overall":{"gold":2,"found":2,"correct":1,"precision":50,"recall":50,"f1":50},"types":{' +
      '"PER":{"gold":1,"found":2,"correct":1,"precision":50,"recall":100,"f1":66.66666666666667},' +
      '"__proto__":{"gold":1,"found":0,"correct":0,"precision":0,"recall":0,"f1":0}}}',
  );
});
