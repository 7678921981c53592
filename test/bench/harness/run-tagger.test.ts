import { expect, test } from '@jest/globals';
import { residentMegabytes, runTagger, trainingSpeed } from '../../../bench/harness/run-tagger.js';

test('the speed of training is read from what the command says at its end', () => {
  expect(trainingSpeed('epoch 1/1\ntrained at 27,104 tokens/s\nwrote m\n')).toBe(27_104);
});

test('the memory of a command is read from what it says with --verbose', () => {
  const line =
    'memory: 26.9 MB for weights and cached words, 1 thread, 152.6 MB resident at peak\n';
  expect(residentMegabytes(line)).toBe(152.6);
});

test('a command that says neither speed nor memory is an error that shows what it said', () => {
  expect(() => trainingSpeed('wrote m')).toThrow('no speed of training in: wrote m');
  expect(() => residentMegabytes('wrote m')).toThrow('no resident memory in: wrote m');
});

test('a command that fails is no measurement', () => {
  expect(() => runTagger(['tag', '--model', 'absent.safetensors', 'README.md'])).toThrow(
    'exit code 1: tagger: absent.safetensors',
  );
});
