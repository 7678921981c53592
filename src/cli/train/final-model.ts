// The model at the end of `tagger train`: joined or quantized if it is to be, scored, and written.
import { basename } from 'node:path';
import { renderConlleval } from '../../evaluation/report/conlleval.js';
import type { MemberWeights } from '../../model/ensemble-tagger.js';
import type { Provenance } from '../../model/file/format.js';
import { writeModel } from '../../model/file/model-file.js';
import type { Tagger } from '../../model/tagger.js';
import type { ScoredRun } from '../../training/runs.js';
import type { TrainFlags } from '../commands/commands.js';
import { saveOrElsewhere } from '../process/save-elsewhere.js';
import type { Messages } from '../terminal/messages.js';
import { renderMegabytes } from '../terminal/numbers.js';
import { joinRuns, renderEnsemble } from './ensemble.js';
import { createEnding, type Ending } from './final-fit/ending.js';
import { type FinalFit, fitFinally } from './final-fit.js';
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
  /** Whether the model is trained once more, on train and dev. */
  readonly hasFinalFit: boolean;
}

/** Scores the model, trains it once more if it is to be, writes it, and returns what was written. */
export async function writeFinalModel(
  flags: TrainFlags,
  result: FinalInput,
  messages: Messages,
): Promise<WrittenModel> {
  const { runs, hasFinalFit } = result;
  const ending = createEnding(messages);
  if (runs.length > 1) {
    const lines = renderRuns(runs).map((line) => `${line}\n`);
    messages.note(lines.join(''));
  }
  const first = finalModel(flags, result, messages);
  const scored = nameOfScores(runs, first, hasFinalFit);
  messages.note(renderDev(first.run, scored));
  const fit = await fitIfWanted(flags, { ...result, first, ending }, messages);
  const final = fit?.kind === 'fitted' ? fit.model : first;
  noteScores(final, fit, messages);
  const { run, members, quantization } = final;
  const of = { ...result, run, members, quantization, ...recordOf(fit, result) };
  const provenance = provenanceOf(flags, of, basename);
  const byteCount = await saveModel(flags, final, provenance);
  ending.release();
  messages.note(`wrote ${flags.output} (${renderMegabytes(byteCount)})\n`);
  const signalCode = fit?.kind === 'interrupted' ? ending.exitCode() : undefined;
  return { ...final, scored, provenance, fit, signalCode };
}

/** Prints the scores of the model that is written, on test and after quantization. */
function noteScores(
  { run, quantization }: FinalModel,
  fit: FinalFit | undefined,
  messages: Messages,
): void {
  messages.note(renderTest(run, fit));
  if (!quantization) return;
  messages.note(`${renderQuantization(quantization, run)}\n`);
  if (run.end.temperature) messages.note(`${renderTemperature(run.end.temperature)}\n`);
}

/** Writes the model, and returns the size of the file in bytes. */
const saveModel = (
  { output, force }: TrainFlags,
  { tagger }: FinalModel,
  provenance: Provenance,
): Promise<number> =>
  saveOrElsewhere({
    what: 'the model',
    path: output,
    force,
    write: (path, options) => writeModel(path, tagger, provenance, options),
  });

interface FirstResult extends FinalInput {
  readonly first: FinalModel;
  readonly ending: Ending;
}

/** The final fit; undefined if there is none to make. */
async function fitIfWanted(
  flags: TrainFlags,
  { hasFinalFit, ending, ...result }: FirstResult,
  messages: Messages,
): Promise<FinalFit | undefined> {
  const instead = 'the model of the first fit is written';
  if (!hasFinalFit) {
    if (flags.finalFit) messages.warn(`no final fit; ${instead}`);
    return undefined;
  }
  const isInterrupted = () => ending.exitCode() !== undefined;
  const input = { ...result, isInterrupted, onProgress: ending.toFit };
  const fit = await fitFinally(flags, input, messages);
  ending.toWriting();
  if (fit.kind === 'interrupted') messages.warn(`the final fit was interrupted; ${instead}`);
  return fit;
}

interface WrittenModel extends FinalModel {
  /** What its scores are of, as in "seed 2, epoch 5". */
  readonly scored: string;
  readonly provenance: Provenance;
  /** Absent if there was none to make. */
  readonly fit: FinalFit | undefined;
  /** Exit code of the signal that has interrupted the final fit. */
  readonly signalCode: number | undefined;
}

/** A model without the final fit that it was to have is not that of a whole training. */
function recordOf(fit: FinalFit | undefined, { digest }: FinalInput) {
  if (!fit) return { digest };
  return fit.kind === 'fitted'
    ? { digest, finalFitCount: fit.sentenceCount }
    : { digest: undefined };
}

/** What the report shows of the training and its model. */
export function reportInput(
  { corpus, dev, output }: TrainFlags,
  { corpora, runs }: Pick<TrainingResult, 'corpora' | 'runs'>,
  { tagger, run, scored, provenance, fit }: WrittenModel,
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
    ...(fit?.kind === 'fitted' && { finalFit: { sentences: fit.sentenceCount } }),
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
function nameOfScores(
  runs: TrainingResult['runs'],
  { run, members }: FinalModel,
  hasFinalFit: boolean,
): string {
  const fit = hasFinalFit ? 'first fit, ' : '';
  if (members) return `${fit}ensemble of ${members.length} networks`;
  const { seed, best } = run;
  const weights = best.weights === 'averaged' ? ', averaged weights' : '';
  return `${fit}${runs.length > 1 ? `seed ${seed}, ` : ''}epoch ${best.epoch}${weights}`;
}

const renderDev = ({ best }: ScoredRun, name: string) =>
  `dev, ${name}:\n${renderConlleval(best.dev)}`;

function renderTest({ test }: ScoredRun, fit: FinalFit | undefined): string {
  if (!test) return '';
  return `test${fit?.kind === 'fitted' ? ', final fit' : ''}:\n${renderConlleval(test)}`;
}
