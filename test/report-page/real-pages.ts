// Pages and pictures that the program makes, as the documentation shows them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTagger } from '../e2e/run-tagger.js';

const SENTENCE = 'The cat, which already ate, was full';

const TRAINING = [
  ...['train', 'data/teddy/train.conll', '--dev', 'data/teddy/dev.conll'],
  ...['--hidden', '50', '--epochs', '20', '--force', '--threads', '1'],
];

/** Writes the gates of the English model as a picture. */
export function writeGates(path: string): void {
  writeFileSync(path, outputOf(['inspect', 'en', '--gates', SENTENCE, '--format', 'svg']));
}

/**
 * The page of a training of two runs, beside an earlier one with another cell.
 *
 * @param folder for the models and the pages
 */
export function trainingPage(folder: string): string {
  const [before, after] = ['rnn', 'lstm'].map((name) => join(folder, `${name}.html`));
  const output = ['--output', join(folder, 'teddy.safetensors')];
  outputOf([...TRAINING, ...output, '--cell', 'rnn', '--report', before]);
  const compared = ['--report', after, '--report-compare', before];
  outputOf([...TRAINING, ...output, '--runs', '2', ...compared]);
  return readFileSync(after, 'utf8');
}

function outputOf(args: readonly string[]): string {
  const { exitCode, stdout, stderr } = runTagger(args);
  if (exitCode !== 0) throw new Error(stderr);
  return stdout;
}
