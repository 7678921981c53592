// Pseudo-labels for `tagger train --unlabeled`: the teacher labels sentences of the text, and the
// student learns from them beside the labeled ones (noisy student: Xie et al. 2020).
import { createHash } from 'node:crypto';
import type { LabeledSentence } from '../../../corpora/conll.js';
import { InputError } from '../../../errors.js';
import type { Tagger } from '../../../model/tagger.js';
import { createRandom } from '../../../tensors/random.js';
import type { TokenizerName } from '../../../text/tokenizers.js';
import { createUnitReader } from '../../../text/unit-reader.js';
import { chooseMixture, type Mixture } from '../../../training/pseudo-labels/mixture.js';
import type { PseudoSentences } from '../../../training/pseudo-labels/pseudo-sentences.js';
import type { TrainFlags } from '../../commands/commands.js';
import { createInterruption } from '../../process/interruption.js';
import { createBar } from '../../terminal/bar.js';
import type { Messages } from '../../terminal/messages.js';
import { renderCount, renderDuration, renderInteger } from '../../terminal/numbers.js';
import { type LabelingOptions, labelText, MOST_TOKENS } from './label-text.js';
import { drawDocuments, measureUnlabeled, type UnlabeledFile } from './read-unlabeled.js';
import { readTeacher, type Teacher, type TeacherOrSignal } from './teacher.js';

export interface PseudoLabels {
  readonly files: readonly UnlabeledFile[];
  readonly teacher: Omit<Teacher, 'tagger'>;
  readonly mixture: Mixture;
  /** Words that the student learns beside those of the corpus, the most frequent first. */
  readonly words: readonly string[];
}

export type PseudoLabelsOrSignal =
  | { readonly pseudo?: PseudoLabels; readonly signalCode?: undefined }
  | { readonly pseudo?: undefined; readonly signalCode: number };

export interface LabeledCorpus {
  readonly sentences: readonly LabeledSentence[];
  /** What the student reads. */
  readonly tokenizer: TokenizerName;
}

/**
 * Nothing without --unlabeled, or the exit code of the signal that has ended the work.
 *
 * @param trainTeacher called if no teacher is given
 * @throws InputError if the text cannot be read, or there is no sentence for the teacher to label
 */
export async function makePseudoLabels(
  flags: TrainFlags,
  { sentences, tokenizer }: LabeledCorpus,
  trainTeacher: () => Promise<TeacherOrSignal>,
  messages: Messages,
): Promise<PseudoLabelsOrSignal> {
  if (flags.unlabeled.length === 0) return {};
  const files: UnlabeledFile[] = [];
  for (const path of flags.unlabeled) {
    const file = await measureUnlabeled(path, messages.warn);
    messages.note(`${path}: ${renderCount(file.wordCount, 'word')} without labels\n`);
    files.push(file);
  }
  const types = [...new Set(sentences.flatMap(({ spans }) => spans.map(({ label }) => label)))];
  types.sort();
  const found =
    flags.teacher === undefined
      ? await trainTeacher()
      : { teacher: await readTeacher(flags.teacher, flags, types) };
  if (!found.teacher) return { signalCode: found.signalCode };
  const { tagger, ...teacher } = found.teacher;
  const input = { files, tagger, types, readUnits: createUnitReader(tokenizer) };
  const { pseudo, signalCode } = await label(flags, input, messages);
  if (signalCode !== undefined) return { signalCode };
  if (pseudo.count === 0) {
    throw new InputError(
      `${flags.unlabeled.join(', ')}: expected sentences of at most ${MOST_TOKENS} tokens, found none with --unlabeled-words ${flags.unlabeledWords}`,
    );
  }
  const tokenCount = sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const mixture = chooseMixture(tokenCount, pseudo);
  const size = `${renderCount(pseudo.count, 'sentence')}, ${renderCount(pseudo.tokenCount, 'token')}`;
  messages.note(`the teacher labeled ${size}\nstudent:\n`);
  return { pseudo: { files, teacher, mixture, words: frequentWords(pseudo) } };
}

interface LabelingInput extends Pick<LabelingOptions, 'types' | 'readUnits'> {
  readonly files: readonly UnlabeledFile[];
  readonly tagger: Tagger;
}

async function label(
  flags: TrainFlags,
  { files, tagger, types, readUnits }: LabelingInput,
  messages: Messages,
): Promise<{ readonly pseudo: PseudoSentences; readonly signalCode?: number }> {
  const total = files.reduce((sum, { wordCount }) => sum + wordCount, 0);
  const wordCount = Math.min(total, flags.unlabeledWords);
  const bar = createBar(messages.terminal);
  const interruption = createInterruption(() => bar.stop());
  const startedAt = performance.now();
  const drawn = drawDocuments(files, {
    content: tagger.content,
    wordCount,
    random: createRandom(flags.seed ^ DRAWING),
  });
  try {
    const pseudo = await labelText(tagger, drawn, {
      types,
      readUnits,
      isInterrupted: () => interruption.exitCode !== undefined,
      onLabeled: (tokenCount) => {
        const share = Math.min(1, tokenCount / wordCount);
        const left = ((performance.now() - startedAt) / 1000) * (1 / share - 1);
        bar.show(share, 1, {
          label: 'teacher: labeling',
          details: [
            `${renderDuration(left)} left`,
            `${renderInteger(tokenCount)} of ${renderInteger(wordCount)} words`,
          ],
        });
      },
    });
    return { pseudo, signalCode: interruption.exitCode };
  } finally {
    bar.stop();
    interruption.release();
  }
}

// Distinguishes the drawing of sentences from everything else that is drawn by the seed.
const DRAWING = 0x2545f491;

// A rarer word is read as one that the model does not know, which it may have a vector for.
const LEAST_OCCURRENCES = 5;
const MOST_WORDS = 50_000;

function frequentWords(sentences: PseudoSentences): string[] {
  return [...sentences.wordCounts()]
    .filter(([, count]) => count >= LEAST_OCCURRENCES)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_WORDS)
    .map(([word]) => word);
}

/** One SHA-256 of all files, in their order. */
export function joinChecksums(files: readonly Pick<UnlabeledFile, 'sha256'>[]): string {
  if (files.length === 1) return files[0].sha256;
  const hash = createHash('sha256');
  for (const { sha256 } of files) hash.update(sha256);
  return hash.digest('hex');
}
