// The teacher of `tagger train --unlabeled` that is trained on the corpus, before the model itself.
import { InputError } from '../../errors.js';
import { f1 } from '../../evaluation/score.js';
import { createRandom } from '../../tensors/random.js';
import { reserveRoom } from '../../training/room/batch-room.js';
import type { TrainFlags } from '../commands/commands.js';
import type { Messages } from '../terminal/messages.js';
import type { BaseModel } from './base-provenance.js';
import { noCheckpoints } from './checkpoint/keeper.js';
import { createLog } from './output/log.js';
import { prepareTraining } from './prepare.js';
import { trainRuns } from './runs.js';
import { trainingOptions } from './settings/training-options.js';
import type { TokenizerChoice } from './tokenizer/choose-tokenizer.js';
import type { TrainingCorpora } from './training-corpora.js';
import type { TeacherOrSignal } from './unlabeled/teacher.js';

export interface TeacherInput {
  readonly corpora: TrainingCorpora;
  readonly base?: BaseModel;
  readonly tokenizer: TokenizerChoice;
}

/** The test sentences are for the student, and so is the log. */
export async function trainTeacher(
  given: TrainFlags,
  { corpora, base, tokenizer }: TeacherInput,
  messages: Messages,
): Promise<TeacherOrSignal> {
  const flags = { ...given, runs: 1, ensemble: undefined, finalFit: false };
  const { sentences, files } = corpora;
  messages.note('teacher:\n');
  const preparation = await prepareTraining(flags, { sentences, base, tokenizer }, messages);
  const { trainable } = preparation;
  const options = trainingOptions(flags, sentences.length);
  const read = {
    ...corpora,
    sentences: preparation.sentences,
    files: { ...files, test: undefined },
  };
  reserveRoom(flags.corpus, trainable.tagger, read.sentences, options);
  const { runs, signalCode } = await trainRuns(
    {
      trainable,
      corpora: read,
      options,
      random: createRandom(flags.seed),
      keeper: noCheckpoints,
      checkpoint: { identity: {}, finishedRuns: [], log: [] },
      log: createLog(undefined, { earlier: [], messages }),
    },
    flags,
    messages,
  );
  if (signalCode !== undefined) return { signalCode };
  const best = runs[0]?.end.best;
  if (!best || runs[0].end.reason === 'diverged') {
    throw new InputError(
      `${flags.corpus}: the training of the teacher diverged; no model was written`,
    );
  }
  const origin = { seed: flags.seed, epoch: best.epoch, devF1: f1(best.dev.overall) };
  return { teacher: { tagger: trainable.tagger, origin } };
}
