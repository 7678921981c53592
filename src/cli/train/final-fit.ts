// The final fit of `tagger train --final-fit`: the chosen training once more, on train and dev
// together.
import { joinCorpora } from '../../corpora/documents.js';
import { InputError } from '../../errors.js';
import { createEnsembleTagger, type MemberWeights } from '../../model/ensemble-tagger.js';
import { quantizeWords } from '../../model/quantize-words.js';
import type { Tagger } from '../../model/tagger.js';
import { longestSentences } from '../../training/pseudo-labels/pseudo-sentences.js';
import { relabel } from '../../training/pseudo-labels/relabel.js';
import { LONGEST_COUNT, reserveRoom } from '../../training/room/batch-room.js';
import type { TrainFlags } from '../commands/commands.js';
import type { Messages } from '../terminal/messages.js';
import { renderCount } from '../terminal/numbers.js';
import { fitRuns, type WithoutModel } from './final-fit/fit-runs.js';
import type { Log } from './output/log.js';
import { prepareTraining } from './prepare.js';
import type { TrainingResult } from './provenance.js';
import type { FinalModel } from './quantize.js';
import { scoreTest } from './runs.js';
import type { TrainingCorpora } from './training-corpora.js';

/** How the final fit ended; if it has no model, that of the first fit is written. */
export type FinalFit =
  | WithoutModel
  | { readonly kind: 'fitted'; readonly model: FinalModel; readonly sentenceCount: number };

export interface FinalFitInput
  extends Pick<TrainingResult, 'corpora' | 'preparation' | 'pseudo' | 'options'> {
  /** The network of the first fit, or the ensemble of its runs. */
  readonly first: FinalModel;
  readonly log: Log;
  isInterrupted(): boolean;
  /** Called with a function that hides the progress bar when a signal comes. */
  onProgress(hide: () => void): void;
}

/** Throws no InputError, because the model of the first fit is still to be written. */
export async function fitFinally(
  flags: TrainFlags,
  input: FinalFitInput,
  messages: Messages,
): Promise<FinalFit> {
  const { corpora, first, log } = input;
  const sentenceCount = joinSentences(corpora).length;
  const size = renderCount(sentenceCount, 'sentence');
  messages.note(
    `final fit on train and dev together (${size})\ndev no longer judges the model: its score on dev is that of the first fit\n`,
  );
  const end = await fitOn(flags, input, messages).catch((error: unknown) => {
    if (!(error instanceof InputError)) throw error;
    return { kind: 'failed', reason: error.message } as const;
  });
  if ('kind' in end) {
    log.write({ finalFit: end.kind });
    return end;
  }
  const seeds = first.members?.map(({ seed }) => seed);
  const record = { sentences: sentenceCount, devScore: 'first fit' };
  log.write({ ...(seeds ? { seeds } : { seed: first.run.seed }), finalFit: record });
  return { kind: 'fitted', model: finishModel(flags, end, input), sentenceCount };
}

/** In the order of their files; sentences that were held out are in the file of the corpus. */
const joinSentences = ({ files: { train, dev } }: TrainingCorpora) =>
  joinCorpora([train.sentences, dev?.sentences ?? []]);

interface Fitted {
  /** With the weights of the last run. */
  readonly tagger: Tagger;
  readonly weights: readonly MemberWeights[];
}

async function fitOn(
  flags: TrainFlags,
  { corpora, first, preparation, pseudo, options, ...reporting }: FinalFitInput,
  messages: Messages,
): Promise<Fitted | WithoutModel> {
  const { base, tokenizer, vectorsSha256 } = preparation;
  const data = { sentences: joinSentences(corpora), base, tokenizer, words: pseudo?.words };
  // The first fit has printed what is to be known about the corpus and the vectors.
  const silent = { ...messages, note: () => {}, warn: () => {} };
  // Whether the network reads documents was decided on the corpus alone.
  const { documents = false } = preparation.trainable.tagger.content.config;
  const joined = await prepareTraining({ ...flags, documents }, data, silent);
  if (joined.vectorsSha256 !== vectorsSha256) {
    throw new InputError(`${flags.vectors}: expected the vectors of the first fit, found others`);
  }
  const { trainable, sentences } = joined;
  const { tagger, coverage } = trainable;
  const types = preparation.trainable.tagger.content.types;
  const mixture = pseudo && {
    ...pseudo.mixture,
    sentences: relabel(pseudo.mixture.sentences, types, tagger.content.types),
  };
  const longest = mixture ? longestSentences(mixture.sentences, LONGEST_COUNT) : [];
  reserveRoom(flags.corpus, tagger, [...sentences, ...longest], options);
  const fit = { sentences, mixture, rowsWithVector: coverage.vectorRows, ...reporting };
  const runs = first.members ?? [first.run];
  const isVerbose = flags.verbose;
  const weights = await fitRuns({ ...fit, trainable, runs, options, isVerbose }, messages);
  return 'kind' in weights ? weights : { tagger, weights };
}

/** The model that is written: its score on dev and its temperature are those of the first fit. */
function finishModel(
  { quantize, arithmetic }: TrainFlags,
  { tagger: network, weights }: Fitted,
  { corpora, first }: FinalFitInput,
): FinalModel {
  const trained = first.members
    ? createEnsembleTagger(network.content, weights, { arithmetic })
    : network;
  const tagger = quantize ? quantizeWords(trained, arithmetic) : trained;
  // On sentences that it was trained on, a model is surer than on others: dev would give a
  // temperature that is too low.
  tagger.temperature = first.tagger.temperature;
  const wordCount = trained.content.words.length - 1;
  const quantization = first.quantization && { ...first.quantization, wordCount };
  const run = { ...first.run, test: scoreTest(tagger, corpora) };
  return { ...first, tagger, run, quantization };
}
