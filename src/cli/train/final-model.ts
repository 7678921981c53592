// The model at the end of `tagger train`: joined or quantized if it is to be, scored, and written.
import { basename } from 'node:path';
import { renderConlleval } from '../../evaluation/report/conlleval.js';
import type { MemberWeights } from '../../model/ensemble-tagger.js';
import type { Provenance } from '../../model/file/format.js';
import { writeModel } from '../../model/file/model-file.js';
import type { Tagger } from '../../model/tagger.js';
import type { ScoredRun } from '../../training/runs.js';
import type { TrainFlags } from '../commands/commands.js';
import { createInterruption } from '../process/interruption.js';
import { saveOrElsewhere } from '../process/save-elsewhere.js';
import type { Messages } from '../terminal/messages.js';
import { renderMegabytes } from '../terminal/numbers.js';
import { joinRuns, renderEnsemble } from './ensemble.js';
import type { Log } from './output/log.js';
import { renderTemperature } from './progress/render-end.js';
import { renderRuns } from './progress/render-runs.js';
import { provenanceOf, type TrainingResult } from './provenance.js';
import { type FinalModel, quantizeModel, renderQuantization } from './quantize.js';
import type { ReportInput } from './report/build-report.js';
import { scoreTest } from './runs.js';

export interface FinalInput extends TrainingResult {
  /** Of the runs that join an ensemble. */
  readonly weights: readonly MemberWeights[];
  readonly log: Log;
}

/** Scores the model, writes it, and returns what was written. */
export async function writeFinalModel(
  flags: TrainFlags,
  result: FinalInput,
  messages: Messages,
): Promise<WrittenModel> {
  const { runs } = result;
  const { release } = createInterruption(() => {
    messages.note('about to write the model; press Ctrl-C again to abort\n');
  });
  if (runs.length > 1) {
    const lines = renderRuns(runs).map((line) => `${line}\n`);
    messages.note(lines.join(''));
  }
  const final = finalModel(flags, result, messages);
  const { tagger, run, members, quantization } = final;
  const scored = nameOfScores(runs, final);
  messages.note(renderScores(run, scored));
  if (quantization) {
    messages.note(`${renderQuantization(quantization, run)}\n`);
    if (run.end.temperature) messages.note(`${renderTemperature(run.end.temperature)}\n`);
  }
  const provenance = provenanceOf(flags, { ...result, run, members, quantization }, basename);
  const byteCount = await saveOrElsewhere({
    what: 'the model',
    path: flags.output,
    force: flags.force,
    write: (path, options) => writeModel(path, tagger, provenance, options),
  });
  release();
  messages.note(`wrote ${flags.output} (${renderMegabytes(byteCount)})\n`);
  return { ...final, scored, provenance };
}

interface WrittenModel extends FinalModel {
  /** What its scores are of, as in "seed 2, epoch 5". */
  readonly scored: string;
  readonly provenance: Provenance;
}

/** What the report shows of the training and its model. */
export function reportInput(
  { corpus, dev, output }: TrainFlags,
  { corpora, runs }: Pick<TrainingResult, 'corpora' | 'runs'>,
  { tagger, run, scored, provenance }: WrittenModel,
  log: readonly string[],
): ReportInput {
  const { files, sentences } = corpora;
  const { sha256 } = files.train;
  return {
    model: basename(output),
    scored,
    corpus: { name: basename(corpus), sha256, sentences: sentences.length },
    ...(dev !== undefined &&
      files.dev && {
        dev: {
          name: basename(dev),
          sha256: files.dev.sha256,
          sentences: corpora.dev.length,
        },
      }),
    log,
    runs,
    scores: { dev: run.best.dev, test: run.test },
    network: tagger.content.config,
    provenance,
  };
}

/** The network of the best run, or the ensemble of all; quantized, if it is to be. */
function finalModel(flags: TrainFlags, result: FinalInput, messages: Messages): FinalModel {
  const { corpora, preparation, runs, run, weights, log } = result;
  const { tagger } = preparation.trainable;
  const score = (scored: Tagger) => scoreTest(scored, corpora);
  const scored = { ...corpora, score };
  const joined = joinRuns({ tagger, weights, runs, run }, scored, flags);
  if (joined?.members) {
    messages.note(`${renderEnsemble(joined.run, joined.members)}\n`);
    const { temperature } = joined.run.end;
    if (temperature) messages.note(`${renderTemperature(temperature)}\n`);
    log.write({ seeds: joined.members.map(({ seed }) => seed), ...temperature });
  } else if (flags.ensemble !== undefined) {
    messages.warn('only one network has weights; the model is no ensemble');
  }
  const trained = joined ?? { tagger, run };
  return flags.quantize ? quantizeModel(trained, scored, flags) : trained;
}

/** What the tables of scores are of, as in "seed 2, epoch 5". */
function nameOfScores(runs: TrainingResult['runs'], { run, members }: FinalModel): string {
  if (members) return `ensemble of ${members.length} networks`;
  const { seed, best } = run;
  const weights = best.weights === 'averaged' ? ', averaged weights' : '';
  return `${runs.length > 1 ? `seed ${seed}, ` : ''}epoch ${best.epoch}${weights}`;
}

/** Tables of the model on dev and test. */
function renderScores({ best, test }: ScoredRun, name: string): string {
  const dev = `dev, ${name}:\n${renderConlleval(best.dev)}`;
  return test ? `${dev}test:\n${renderConlleval(test)}` : dev;
}
