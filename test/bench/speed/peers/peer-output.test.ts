import { expect, test } from '@jest/globals';
import {
  parseCrfsuite,
  parseSpacy,
  parseTorch,
} from '../../../../bench/speed/peers/peer-output.js';

test('the speeds of PyTorch are found in its output', () => {
  const output = [
    'words 2069 vec 0 tags 17 params 418920',
    'epoch 1 loss/token 1.1060 train 3850 tok/s (0.2 s) dev F1 0.00 test F1 0.00 decode 31466 tok/s',
    '',
  ].join('\n');
  expect(parseTorch(output)).toEqual({ training: 3850, tagging: 31_466 });
});

test('the last epoch of PyTorch counts, because the others warm up', () => {
  const output =
    'epoch 1 train 10 tok/s (1 s) decode 20 tok/s\nepoch 2 train 30 tok/s (1 s) decode 40 tok/s\n';
  expect(parseTorch(output)).toEqual({ training: 30, tagging: 40 });
});

test('the speeds of spaCy are read', () => {
  const output = 'train 6194 words/s (0.4 s) tag 15362 words/s test F1 0.00\n';
  expect(parseSpacy(output)).toEqual({ training: 6194, tagging: 15_362 });
});

test('the tagging speed of CRFsuite includes its features', () => {
  const output =
    'train 38.2 s test F1 82.81 tag 46598 tok/s with features, 422808 tok/s CRF alone\n';
  expect(parseCrfsuite(output)).toEqual({ trainingSeconds: 38.2, tagging: 46_598 });
});

test('output without a speed is an error that shows it', () => {
  expect(() => parseTorch("ModuleNotFoundError: No module named 'torch'")).toThrow(
    "in the output: ModuleNotFoundError: No module named 'torch'",
  );
});
