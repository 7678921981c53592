import { expect, test } from '@jest/globals';
import { knowsFlag, runTagger, trainingSpeed } from '../../../bench/speed/run-tagger.js';

test('the speed of training is read from what the command says at its end', () => {
  expect(trainingSpeed('epoch 1/1\ntrained at 27,104 tokens/s\nwrote m\n')).toBe(27_104);
});

test('a flag is known where the help of the command names it as a whole', () => {
  expect(knowsFlag('train', '--batch-size')).toBe(true);
  expect(knowsFlag('train', '--batch')).toBe(false);
});

test('a command that fails is no measurement', () => {
  expect(() => runTagger(['tag', '--model', 'absent.safetensors', 'README.md'])).toThrow(
    'exit code 1: tagger: absent.safetensors',
  );
});
