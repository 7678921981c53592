// Where the time of a token goes.
import type { Arithmetic } from '../../src/kernels/kernels.js';
import { createRandom } from '../../src/tensors/random.js';
import type { LabelledSentence } from '../../src/text/conll.js';
import { median } from '../../src/training/gradients.js';
import { readCorpus } from '../corpora.js';
import { renderCount, renderTable } from '../markdown.js';
import type { Scale } from '../run.js';
import { figureLegend, renderNumber, renderSamples } from './figures.js';
import { printPart } from './part.js';
import { REFERENCE_BATCH } from './reference.js';
import { countTokens, sampleCorpusName } from './sample-corpus.js';
import { prepareBench } from './stage.js';
import { taggingStages } from './tagging-stages.js';
import { type StagedPass, trainingStages } from './training-stages.js';
import { elapsedMs, takeTurns } from './turns.js';

const sizes = {
  full: { rounds: 21, warmUps: 4, sentences: 1000 },
  quick: { rounds: 1, warmUps: 1, sentences: 40 },
};

const TAGGING_BATCH = 32;

await printPart(measureStages);

async function* measureStages(scale: Scale): AsyncGenerator<string> {
  const name = sampleCorpusName(scale);
  const sentences = (await readCorpus(name)).sentences.slice(0, sizes[scale].sentences);
  yield `Microseconds a token of the reference network, each stage run by itself over ${renderCount(sentences.length)} sentences of ${name}, one thread; the recurrence is the recurrent layer less its input projections, and the tokenizer has seen the words before.`;
  const stage = async (name: string, stagesOf: (arithmetic: Arithmetic) => StagedPass) => {
    const passes = [stagesOf('exact'), stagesOf('fast')];
    return renderTable(
      [name, 'exact', 'share', 'fast', 'share'],
      await rowsOf(passes, sentences, scale),
    );
  };
  yield await stage(`training, ${REFERENCE_BATCH} sentences a step`, (arithmetic) =>
    trainingStages(prepareBench(sentences, REFERENCE_BATCH, arithmetic)),
  );
  yield await stage('tagging, raw text to jsonl', (arithmetic) =>
    taggingStages(prepareBench(sentences, TAGGING_BATCH, arithmetic)),
  );
  yield figureLegend;
}

async function rowsOf(
  passes: readonly StagedPass[],
  sentences: readonly LabelledSentence[],
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
  const perToken = elapsed.map((samples) =>
    samples.map((ms) => (1000 * ms) / countTokens(sentences)),
  );
  const names = [...passes[0].stages, passes[0].whole].map(({ name }) => name);
  const columns = passes.map((_, index) => {
    const own = perToken.slice(index * names.length, (index + 1) * names.length);
    return withoutProjections(names, own);
  });
  const rows = names.map((name, row) => [
    name,
    ...columns.flatMap((samples) => [renderSamples(samples[row]), share(samples, row)]),
  ]);
  return [...rows, ['sum of the stages', ...columns.flatMap((samples) => [sumOf(samples), ''])]];
}

/** The projections are part of the recurrent layer, whose own time is what remains without them. */
function withoutProjections(names: readonly string[], samples: readonly number[][]): number[][] {
  const projections = samples[names.indexOf('input projections')];
  return samples.map((own, row) =>
    names[row] === 'recurrence' ? own.map((figure, round) => figure - projections[round]) : own,
  );
}

function share(samples: readonly number[][], row: number): string {
  if (row === samples.length - 1) return '';
  return `${Math.round((100 * median(samples[row])) / stageSum(samples))} %`;
}

function sumOf(samples: readonly number[][]): string {
  return renderNumber(stageSum(samples));
}

function stageSum(samples: readonly number[][]): number {
  return samples.slice(0, -1).reduce((sum, own) => sum + median(own), 0);
}
