// What `tagger train` reports while it trains: progress, the log, and what a signal does.
import type { TrainingOptions } from '../../training/optimization/options.js';
import { type Mixture, tokensPerEpoch } from '../../training/pseudo-labels/mixture.js';
import type { Run } from '../../training/runs.js';
import type { TrainFlags } from '../commands/commands.js';
import { createInterruption } from '../process/interruption.js';
import type { Messages } from '../terminal/messages.js';
import type { Log } from './output/log.js';
import { createProgress, type Progress } from './progress/progress.js';
import { runCountOf } from './progress/render-runs.js';
import type { TrainingCorpora } from './training-corpora.js';

export interface Reporter {
  readonly progress: Progress;
  readonly log: Log;
  /** Exit code of the signal that has come; undefined without one. */
  exitCode(): number | undefined;
  /** Hides the progress bar and stops listening to signals. */
  end(): void;
}

interface ReporterInput {
  readonly corpora: TrainingCorpora & { readonly mixture?: Mixture };
  readonly options: TrainingOptions;
  readonly log: Log;
}

export function startReporter(
  { corpora: { sentences, mixture }, options, log }: ReporterInput,
  flags: TrainFlags,
  messages: Messages,
): Reporter {
  const labeledCount = sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const progress = createProgress(messages, {
    options,
    runCount: runCountOf(flags),
    tokenCount: tokensPerEpoch(labeledCount, mixture),
    isVerbose: flags.verbose,
  });
  const interruption = createInterruption((signal) => {
    progress.stop();
    const again = signal === 'SIGINT' ? 'press Ctrl-C again' : 'send a second signal';
    messages.note(`stopping with the best weights so far; ${again} to abort\n`);
  });
  const end = () => {
    progress.stop();
    interruption.release();
  };
  const exitCode = () => interruption.exitCode;
  return { progress, log, exitCode, end };
}

export function reportRun(line: string, { end }: Run, messages: Messages): void {
  if (end.divergence) messages.warn(line);
  else messages.note(`${line}\n`);
}
