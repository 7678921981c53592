// Where the time of a token goes.
import { createRandom } from '../../../src/tensors/random.js';
import { median } from '../../../src/training/optimization/gradients.js';
import { readCorpus } from '../../harness/corpora.js';
import { renderCount, renderTable } from '../../harness/markdown.js';
import type { Scale } from '../../harness/run.js';
import { countTokens, sampleCorpusName } from '../../harness/sample-corpus.js';
import { figureLegend, renderNumber, renderSamples, renderShare } from '../figures.js';
import { printPart } from '../print-part.js';
import { REFERENCE_BATCH } from '../reference-network.js';
import { prepareBench, type StagedPass } from '../stage.js';
import { accountFor, REMAINDER } from '../stage-account.js';
import { taggingStages } from '../tagging-stages.js';
import { trainingStages } from '../training-stages.js';
import { elapsedMs, takeTurns } from '../turns.js';

const sizes = {
  full: { rounds: 9, warmUps: 2, sentences: 1500 },
  quick: { rounds: 1, warmUps: 1, sentences: 40 },
};

await printPart(measureStages);

async function* measureStages(scale: Scale): AsyncGenerator<string> {
  const name = sampleCorpusName(scale);
  const sentences = (await readCorpus(name)).sentences.slice(0, sizes[scale].sentences);
  yield `Microseconds a token of the reference network, each stage run by itself over ${renderCount(sentences.length)} sentences of ${name}, one thread. Tagging begins without any word remembered, but the tokenizer has seen them before.`;
  const benches = [
    await prepareBench(sentences, REFERENCE_BATCH, 'exact'),
    await prepareBench(sentences, REFERENCE_BATCH, 'fast'),
  ];
  const table = async (name: string, passes: readonly StagedPass[]) =>
    renderTable(
      [name, 'exact', 'share', 'fast', 'share'],
      await rowsOf(passes, countTokens(sentences), scale),
    );
  yield await table(
    `training, ${REFERENCE_BATCH} sentences a step`,
    benches.map((bench) => trainingStages(bench)),
  );
  yield await table(
    'tagging, raw text to jsonl',
    benches.map(({ tagger }) => taggingStages(tagger, sentences)),
  );
  yield figureLegend;
}

async function rowsOf(
  passes: readonly StagedPass[],
  tokenCount: number,
  scale: Scale,
): Promise<string[][]> {
  const { rounds, warmUps } = sizes[scale];
  const runs = passes.flatMap(({ stages, whole }) => [...stages, whole]);
  const elapsed = await takeTurns(
    runs.map(
      ({ run }) =>
        () =>
          elapsedMs(run),
    ),
    { rounds, warmUps, random: createRandom(1) },
  );
  const perToken = elapsed.map((samples) => samples.map((ms) => (1000 * ms) / tokenCount));
  const columns = passes.map((pass, index) => {
    const count = pass.stages.length + 1;
    return accountFor(pass, perToken.slice(index * count, (index + 1) * count));
  });
  return columns[0].map(({ name }, row) => [
    name,
    ...columns.flatMap((accounts) => [
      // What remains is a small difference of large figures, whose spread is theirs.
      name === REMAINDER
        ? renderNumber(median(accounts[row].samples))
        : renderSamples(accounts[row].samples),
      renderShare(accounts[row].samples, accounts[accounts.length - 1].samples),
    ]),
  ]);
}
