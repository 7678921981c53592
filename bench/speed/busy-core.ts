// Two threads while another process keeps one core busy: at most a tenth slower than one thread.
import { createRandom } from '../../src/tensors/random.js';
import { median } from '../../src/training/optimization/gradients.js';
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
import { besideSpinner } from './spinner.js';
import { runTraining } from './train-command.js';
import { type Measure, takeTurns } from './turns.js';
import { threadFlags } from './variants.js';

const sizes = {
  full: { rounds: 5, train: 1500, dev: 50, tagged: 300_000 },
  quick: { rounds: 1, train: 20, dev: 10, tagged: 500 },
};

const MOST_SLOWER = 1.1;
const EPOCHS = 2;

await printPart((scale) => inTemporaryFolder((inFolder) => measureBusyCore(scale, inFolder)));

async function* measureBusyCore(
  scale: RunScale,
  inFolder: (name: string) => string,
): AsyncGenerator<string> {
  const { rounds, ...size } = sizes[scale];
  const name = sampleCorpusName(scale);
  const corpus = await readCorpus(name);
  const sentences = corpus.sentences.slice(0, size.train);
  const tagged = repeated(corpus.sentences, size.tagged);
  const files = { train: inFolder('train.conll'), dev: inFolder('dev.conll') };
  writeConll(files.train, sentences);
  writeConll(files.dev, corpus.dev.slice(0, size.dev));
  const text = inFolder('text.txt');
  writeText(text, tagged);
  const model = inFolder('model');
  runTraining({ ...files, epochs: 1, output: model });

  const flagsOf = (threads: number) => threadFlags({ arithmetic: 'exact', threads });
  const commands: { readonly name: string; readonly seconds: (threads: number) => number }[] = [
    {
      name: `training, ${EPOCHS} × ${renderWholeNumber(countTokens(sentences))} tokens`,
      seconds: (threads) => {
        const output = inFolder('learned');
        return runTraining({ ...files, epochs: EPOCHS, output, flags: flagsOf(threads) }).seconds;
      },
    },
    {
      name: `tagging, ${renderWholeNumber(countTokens(tagged))} tokens of raw text`,
      seconds: (threads) =>
        runTagger(['tag', text, '--model', model, '--format', 'jsonl', ...flagsOf(threads)])
          .elapsedMs / 1000,
    },
  ];
  const measures = commands.flatMap(({ seconds }): Measure[] =>
    [1, 2].map((threads) => () => besideSpinner(() => seconds(threads))),
  );
  const samples = await takeTurns(measures, { rounds, random: createRandom(1) });
  yield `Seconds of whole commands on ${name} while another process keeps one core busy; two threads may take at most ${MOST_SLOWER} times as long as one.`;
  const rows = commands.map(({ name }, row) => {
    const [one, two] = samples.slice(2 * row, 2 * row + 2);
    const ratios = two.map((seconds, round) => seconds / one[round]);
    return [
      name,
      renderSamples(one),
      renderSamples(two),
      renderRatio(two, one),
      median(ratios) <= MOST_SLOWER ? 'yes' : 'no',
    ];
  });
  yield renderMarkdownTable(
    ['command', '1 thread', '2 threads', 'ratio', 'within the limit'],
    rows,
  );
}
