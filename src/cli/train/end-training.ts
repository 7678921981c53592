// The end of `tagger train`: writes the model and the reports, or says why there is no model.
import type { LabeledSentence } from '../../corpora/conll.js';
import { InputError } from '../../errors.js';
import type { ScoredRun } from '../../training/runs.js';
import type { TrainFlags } from '../commands/commands.js';
import { renderUsage } from '../process/usage-report.js';
import type { Messages } from '../terminal/messages.js';
import { noteKept, type TrainingKeeper } from './checkpoint/keeper.js';
import type { FinalFit } from './final-fit.js';
import { reportInput, writeFinalModel } from './final-model.js';
import { writeGradientReport } from './output/gradient-report.js';
import type { Log } from './output/log.js';
import { renderDivergence } from './progress/render-divergence.js';
import type { TrainingResult } from './provenance.js';
import type { readEarlierReports } from './report/earlier-reports.js';
import { writeTrainingReport } from './report/write-report.js';
import type { RunsResult } from './runs.js';

export interface TrainingEnd
  extends Pick<TrainingResult, 'corpora' | 'preparation' | 'options' | 'pseudo'>,
    RunsResult {
  readonly run: ScoredRun;
  /** The training sentences in the units that the model reads. */
  readonly readSentences: readonly LabeledSentence[];
  readonly log: Log;
  readonly digest: string;
  /** Exit code of the signal that has interrupted the runs. */
  readonly firstCode: number | undefined;
  readonly earlier: Awaited<ReturnType<typeof readEarlierReports>>;
}

/**
 * Writes the model and the reports, and returns the exit code.
 *
 * @throws InputError if the training has diverged after its best epoch, or its final fit has
 */
export async function endWithModel(
  flags: TrainFlags,
  { firstCode, earlier, readSentences, digest, members, checkpoint, log, ...result }: TrainingEnd,
  keeper: TrainingKeeper,
  messages: Messages,
): Promise<number> {
  const { run, options, preparation } = result;
  const { tagger } = preparation.trainable;
  const output = { ...flags, force: flags.force || keeper.found !== undefined };
  const isWhole = firstCode === undefined && !run.end.divergence;
  const whole = { ...result, ...(isWhole && { digest }) };
  const hasFinalFit = flags.finalFit && isWhole;
  const final = { ...whole, weights: members, log, hasFinalFit };
  const written = await writeFinalModel(output, final, messages);
  const { fit } = written;
  const endCode = firstCode ?? written.signalCode;
  if (fit?.kind === 'interrupted' || fit?.kind === 'failed') {
    await keeper.saveAtInterruption(() => checkpoint);
    noteKept(keeper, messages);
  } else if (endCode === undefined) await keeper.remove();
  else noteKept(keeper, messages);
  const { report, gradientReport } = flags;
  if (report !== undefined) {
    const input = reportInput(flags, whole, written, log.lines());
    await writeTrainingReport(report, input, earlier, messages);
  }
  if (gradientReport !== undefined) {
    await writeGradientReport(gradientReport, tagger, readSentences, messages);
  }
  refuseDiverged(flags, { run, options, fit });
  if (flags.verbose) messages.note(renderUsage(tagger));
  const model = quote(flags.output);
  messages.note(`try: echo "He said Teddy Roosevelt was here." | tagger tag --model ${model}\n`);
  return endCode ?? (log.isIncomplete() ? 1 : 0);
}

/** @throws InputError if the training or its final fit has diverged, although a model is written */
function refuseDiverged(
  { corpus }: TrainFlags,
  {
    run,
    options,
    fit,
  }: Pick<TrainingEnd, 'run' | 'options'> & { readonly fit: FinalFit | undefined },
): void {
  if (run.end.divergence) {
    const reason = renderDivergence(run.end.divergence, options);
    throw new InputError(`${corpus}: ${reason}; the model of epoch ${run.best.epoch} was written`);
  }
  if (fit?.kind === 'diverged' || fit?.kind === 'failed') {
    const diverged = `${corpus}: the final fit diverged: ${fit.reason}`;
    const reason = fit.kind === 'diverged' ? diverged : fit.reason;
    throw new InputError(`${reason}; the model of the first fit was written`);
  }
}

/**
 * Says why there is no model, and returns the exit code.
 *
 * @throws InputError if the training has diverged
 */
export async function endWithoutModel(
  { corpus }: TrainFlags,
  { options, runs }: Pick<TrainingResult, 'options' | 'runs'>,
  { keeper, endCode }: { readonly keeper: TrainingKeeper; readonly endCode?: number },
  messages: Messages,
): Promise<number> {
  const divergence = runs.find(({ end }) => end.divergence)?.end.divergence;
  if (divergence) {
    await keeper.remove();
    const reason = renderDivergence(divergence, options);
    throw new InputError(`${corpus}: ${reason}; no model was written`);
  }
  messages.warn('interrupted before the first epoch finished; no model was written');
  noteKept(keeper, messages);
  return endCode ?? 1;
}

/** Quotes a path for a POSIX shell, if it needs quotes. */
function quote(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
