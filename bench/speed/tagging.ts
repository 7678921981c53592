// tagger tag: tokens a second of whole commands by width, arithmetic and threads, and their start.
import { createRandom } from '../../src/tensors/random.js';
import { readCorpus } from '../harness/corpora.js';
import { renderMarkdownTable, renderWholeNumber } from '../harness/markdown.js';
import { runTagger } from '../harness/run-tagger.js';
import {
  countTokens,
  repeated,
  sampleCorpusName,
  writeConll,
  writeText,
} from '../harness/sample-corpus.js';
import type { RunScale } from '../harness/scale.js';
import { inTemporaryFolder } from '../harness/temporary-folder.js';
import { renderRatio, renderSamples } from './figures.js';
import { printPart } from './print-part.js';
import { runTraining } from './train-command.js';
import { takeTurns } from './turns.js';
import { threadFlags, variants } from './variants.js';

const sizes = {
  full: { train: 500, tokens: 250_000, rounds: 3, widths: [100, 200] },
  quick: { train: 20, tokens: 500, rounds: 1, widths: [100] },
};

type InFolder = (name: string) => string;

await printPart((scale) => inTemporaryFolder((inFolder) => measureTagging(scale, inFolder)));

async function* measureTagging(scale: RunScale, inFolder: InFolder): AsyncGenerator<string> {
  const { rounds, tokens, widths, train } = sizes[scale];
  const name = sampleCorpusName(scale);
  const { sentences, dev } = await readCorpus(name);
  const tagged = repeated([...sentences, ...dev], tokens);
  const tokenCount = countTokens(tagged);
  const [text, columns, empty] = ['text.txt', 'text.conll', 'empty.txt'].map(inFolder);
  writeText(text, tagged);
  writeConll(columns, tagged);
  writeText(empty, []);
  const corpus = { train: inFolder('train.conll'), dev: inFolder('dev.conll') };
  writeConll(corpus.train, sentences.slice(0, train));
  writeConll(corpus.dev, dev.slice(0, train));

  const models = widths.map((hidden) => ({ hidden, path: inFolder(`units-${hidden}`) }));
  for (const { hidden, path } of models) {
    runTraining({ ...corpus, epochs: 1, hidden, output: path });
  }
  const cases = models.flatMap((model) => variants.map((variant) => ({ ...model, variant })));
  const inputs = [
    [text, '--format', 'jsonl'],
    [columns, '--input', 'conll', '--format', 'conll'],
    [empty, '--format', 'jsonl'],
  ];
  const elapsed = await takeTurns(
    cases.flatMap(({ path, variant }) =>
      inputs.map(
        (input) => () =>
          runTagger(['tag', '--model', path, ...threadFlags(variant), ...input]).elapsedMs,
      ),
    ),
    { rounds, random: createRandom(1) },
  );
  yield `Tagging speed in tokens/s of whole commands (in parentheses the ratio to exact arithmetic on one thread): sentences of ${name}, ${renderWholeNumber(tokenCount)} tokens, as raw text with a sentence on each line to jsonl, and as columns to columns; and the milliseconds of the command on an empty file.`;
  const speedsOf = (row: number, input: number) =>
    elapsed[row * inputs.length + input].map((ms) => (1000 * tokenCount) / ms);
  const rows = cases.map(({ hidden, variant }, row) => {
    const plainest = row - (row % variants.length);
    const speeds = [0, 1].map((input) => {
      const own = speedsOf(row, input);
      return `${renderSamples(own)} (${renderRatio(own, speedsOf(plainest, input))})`;
    });
    return [`${hidden}`, variant.name, ...speeds, renderSamples(elapsed[row * inputs.length + 2])];
  });
  yield renderMarkdownTable(['width', 'arithmetic', 'raw text', 'columns', 'empty file, ms'], rows);
}
