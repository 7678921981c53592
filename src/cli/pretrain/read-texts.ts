// The texts of `tagger pretrain`: measured, then cut into sentences that are drawn at random.
import { setImmediate } from 'node:timers/promises';
import { InputError } from '../../errors.js';
import { splitLabeled } from '../../model/split-tokens.js';
import { createRandom } from '../../tensors/random.js';
import type { TextConventions } from '../../text/text-conventions.js';
import { createUnitReader } from '../../text/unit-reader.js';
import {
  createPseudoSentences,
  type PseudoSentences,
} from '../../training/pseudo-labels/pseudo-sentences.js';
import type { PretrainFlags } from '../commands/commands.js';
import type { Messages } from '../terminal/messages.js';
import { renderCount } from '../terminal/numbers.js';
import { MOST_TOKENS } from '../train/unlabeled/label-text.js';
import {
  drawDocuments,
  measureUnlabeled,
  type UnlabeledFile,
} from '../train/unlabeled/read-unlabeled.js';

export interface Texts {
  readonly files: readonly UnlabeledFile[];
  /** Without labels; those of a single token, which has no neighbor, are left out. */
  readonly sentences: PseudoSentences;
}

interface ReadingOptions {
  readonly conventions: TextConventions;
  isInterrupted(): boolean;
}

/** @throws InputError if a text cannot be read, or there is no sentence to learn from */
export async function readTexts(
  { texts, words, seed }: Pick<PretrainFlags, 'texts' | 'words' | 'seed'>,
  { conventions, isInterrupted }: ReadingOptions,
  messages: Messages,
): Promise<Texts> {
  const files: UnlabeledFile[] = [];
  for (const path of texts) {
    const file = await measureUnlabeled(path, messages.warn);
    messages.note(`${path}: ${renderCount(file.wordCount, 'word')}\n`);
    files.push(file);
  }
  const readUnits = createUnitReader(conventions.tokenizer);
  const sentences = createPseudoSentences();
  const random = createRandom(seed ^ DRAWING);
  const drawing = { content: { conventions }, wordCount: words, random };
  for await (const document of drawDocuments(files, drawing)) {
    if (isInterrupted()) break;
    for (const tokens of document) {
      const sentence = { tokens, spans: [], line: 0 };
      const read = readUnits ? splitLabeled(sentence, readUnits).tokens : tokens;
      if (read.length < 2 || read.length > MOST_TOKENS) continue;
      sentences.add(
        read,
        read.map(() => NO_LABEL),
      );
    }
    // Lets a signal be noticed.
    await setImmediate();
  }
  if (sentences.count === 0 && !isInterrupted()) {
    throw new InputError(
      `${texts.join(', ')}: expected sentences of 2 to ${MOST_TOKENS} tokens, found none with --words ${words}`,
    );
  }
  return { files, sentences };
}

const NO_LABEL = 0;

// Distinguishes the drawing of sentences from everything else that is drawn by the seed.
const DRAWING = 0x6d2b79f5;
