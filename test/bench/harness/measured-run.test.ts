import { expect, test } from '@jest/globals';
import { measureTagger } from '../../../bench/harness/measured-run.js';

test('a run has its processor time and its peak memory', () => {
  const { processorSeconds, peakMegabytes } = measureTagger(['--version']);
  expect(processorSeconds).toBeGreaterThan(0);
  // No Node runs in less, and the version needs no model.
  expect(peakMegabytes).toBeGreaterThan(20);
  expect(peakMegabytes).toBeLessThan(1000);
});

test('a run that fails is an error with what the program printed', () => {
  expect(() => measureTagger(['eval'])).toThrow('exit code 2: tagger: ');
});
