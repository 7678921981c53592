// The training of a language model, with its progress and its checkpoints.
import { setImmediate } from 'node:timers/promises';
import type { Random } from '../../tensors/random.js';
import type { Identity } from '../../training/checkpoint/checkpoint.js';
import type { PretrainingCheckpoint } from '../../training/checkpoint/encode-pretraining.js';
import type { LanguageModelShape } from '../../training/language-model/language-model.js';
import {
  createPretraining,
  type PretrainingEnd,
  type PretrainingOptions,
} from '../../training/language-model/pretraining.js';
import type { Messages } from '../terminal/messages.js';
import type { CheckpointKeeper } from '../train/checkpoint/keeper.js';
import { type Done, goOn } from '../train/checkpoint/resumption.js';
import type { PreparedModel } from './prepare-model.js';
import { createProgress } from './progress.js';
import type { Texts } from './read-texts.js';

export type PretrainingKeeper = CheckpointKeeper<PretrainingCheckpoint, LanguageModelShape>;

export interface TrainingParts extends Pick<PreparedModel, 'tagger' | 'isFrozen'> {
  readonly texts: Pick<Texts, 'sentences'>;
  readonly random: Random;
  readonly keeper: PretrainingKeeper;
  readonly identity: Identity;
  isInterrupted(): boolean;
}

export interface Pretrained {
  readonly end: PretrainingEnd;
  /** Mean of the last epoch; undefined if no batch was read. */
  readonly loss?: number;
}

/** @throws InputError if there is the checkpoint of another training */
export async function trainModel(
  { tagger, isFrozen, texts, random, keeper, identity, isInterrupted }: TrainingParts,
  options: PretrainingOptions,
  messages: Messages,
): Promise<Pretrained> {
  const { sentences } = texts;
  const input = { sentences, random, isFrozen, isInterrupted };
  const { events, shape, state, setState } = createPretraining(tagger, input, options);
  const found = goOn(keeper, identity, { shape, doneIn }, messages);
  if (found) setState(found.state);
  const { tokenCount } = sentences;
  const doneCount = found ? tokensDone(found, tokenCount) : 0;
  const progress = createProgress(messages, { ...options, tokenCount, doneCount });
  const checkpoint = () => ({ identity, state: state() });
  let loss = found?.state.loss;
  keeper.start();
  try {
    for (;;) {
      const { done, value } = events.next();
      if (done) return { end: value, loss };
      loss = value.loss;
      progress.show(value);
      await keeper.saveIfDue(value.kind, checkpoint);
      // Lets a signal be noticed.
      await setImmediate();
      if (isInterrupted()) await keeper.saveAtInterruption(checkpoint);
    }
  } finally {
    progress.stop();
  }
}

const doneIn = ({ state: { finishedEpochs, current } }: PretrainingCheckpoint): Done => {
  return { epochs: finishedEpochs, steps: current?.stepCount ?? 0 };
};

/** @param tokenCount of an epoch */
function tokensDone({ state }: PretrainingCheckpoint, tokenCount: number): number {
  return state.finishedEpochs * tokenCount + (state.current?.tokenCount ?? 0);
}
