import { expect, test } from '@jest/globals';
import { residentMegabytes, runTagger, trainingSpeed } from '../../../bench/harness/run-tagger.js';

test('the training speed is read from the output of the command', () => {
  expect(trainingSpeed('epoch 1/1\ntrained at 27,104 tokens/s\nwrote m\n')).toBe(27_104);
});

test('the memory of a command is read from its output with --verbose', () => {
  const line =
    'memory: 26.9 MB for weights and cached words, 1 thread, 152.6 MB resident at peak\n';
  expect(residentMegabytes(line)).toBe(152.6);
});

test('output without a speed or a memory is an error that shows the output', () => {
  expect(() => trainingSpeed('wrote m')).toThrow('expected a training speed, found: wrote m');
  expect(() => residentMegabytes('wrote m')).toThrow(
    'expected a peak of resident memory, found: wrote m',
  );
});

test('a command that fails is an error', () => {
  expect(() => runTagger(['tag', '--model', 'absent.safetensors', 'README.md'])).toThrow(
    'exit code 1: tagger: absent.safetensors',
  );
});
