// Training and tagging through the program itself.
import { readCorpus } from '../corpora.js';
import { renderCount } from '../markdown.js';
import type { Scale } from '../run.js';
import { figureLegend } from './figures.js';
import { printPart } from './part.js';
import { countTokens, sampleCorpusName, writeConll, writeText } from './sample-corpus.js';
import { measureTagging } from './tagging-speed.js';
import { inTemporaryFolder } from './temporary-folder.js';
import { runTraining } from './train-command.js';
import { measureTraining } from './training-speed.js';

const sizes = {
  full: { train: 3000, dev: 200, tagged: 14_041, widths: [100, 200] },
  quick: { train: 60, dev: 10, tagged: 60, widths: [100] },
};

await printPart((scale) => inTemporaryFolder((inFolder) => measureCommands(scale, inFolder)));

async function* measureCommands(
  scale: Scale,
  inFolder: (name: string) => string,
): AsyncGenerator<string> {
  const size = sizes[scale];
  const name = sampleCorpusName(scale);
  const corpus = await readCorpus(name);
  const sentences = corpus.sentences.slice(0, size.train);
  const files = { train: inFolder('train.conll'), dev: inFolder('dev.conll') };
  writeConll(files.train, sentences);
  writeConll(files.dev, corpus.dev.slice(0, size.dev));
  const training = { ...files, tokenCount: countTokens(sentences), output: inFolder('model') };
  yield `Corpus: ${name}, its first ${renderCount(sentences.length)} sentences to train on.`;
  yield* measureTraining(training, scale);

  const tagged = corpus.sentences.slice(0, size.tagged);
  const input = { sentences: tagged, text: inFolder('text.txt'), columns: inFolder('text.conll') };
  writeText(input.text, tagged);
  writeConll(input.columns, tagged);
  const models = size.widths.map((hidden) => ({ hidden, path: inFolder(`units-${hidden}`) }));
  for (const { hidden, path } of models) {
    runTraining({ ...training, epochs: 1, hidden, output: path });
  }
  yield* measureTagging({ ...input, models }, scale);
  yield figureLegend;
}
