// Sentences without labels, labeled by the teacher.
import { setImmediate } from 'node:timers/promises';
import type { LabeledSentence } from '../../../corpora/conll.js';
import type { Span } from '../../../corpora/tags.js';
import { splitLabeled } from '../../../model/split-tokens.js';
import type { Tagger } from '../../../model/tagger.js';
import { createLabels } from '../../../model/vocabulary/labels.js';
import type { ReadUnits } from '../../../text/unit-reader.js';
import {
  createPseudoSentences,
  type PseudoSentences,
} from '../../../training/pseudo-labels/pseudo-sentences.js';

export interface LabelingOptions {
  /** Types of the student; entities of other types are left out. */
  readonly types: readonly string[];
  /** What the student reads of a token; absent if it reads whole tokens. */
  readonly readUnits?: ReadUnits;
  /** Called after each call of the teacher with the number of tokens that it has labeled. */
  onLabeled(tokenCount: number): void;
  isInterrupted(): boolean;
}

/** What the teacher needs for labeling. */
export type Teacher = Pick<Tagger, 'tagSentences'>;

// Tokens that the teacher labels at once: enough for full batches on all threads.
const CALL_TOKENS = 1 << 14;
// Longer ones are mostly lists, or text whose sentences were not found.
export const MOST_TOKENS = 150;

/** The labeled sentences, or those until the interruption. */
export async function labelText(
  teacher: Teacher,
  sentences: AsyncIterable<string[]>,
  { types, readUnits, onLabeled, isInterrupted }: LabelingOptions,
): Promise<PseudoSentences> {
  const labels = createLabels(types);
  const pseudo = createPseudoSentences();
  let tokenCount = 0;
  let call: string[][] = [];
  let callTokens = 0;
  const isKnown = ({ label }: Span) => types.includes(label);
  const add = (tokens: readonly string[], spans: readonly Span[]) => {
    const sentence: LabeledSentence = { tokens, spans, line: 0 };
    const read = readUnits ? splitLabeled(sentence, readUnits) : sentence;
    pseudo.add(read.tokens, labels.encode(read.spans, read.tokens.length));
  };
  const label = async () => {
    teacher.tagSentences(call).forEach((spans, index) => {
      add(call[index], spans.filter(isKnown));
    });
    tokenCount += callTokens;
    onLabeled(tokenCount);
    call = [];
    callTokens = 0;
    // Lets a signal be noticed.
    await setImmediate();
  };
  for await (const tokens of sentences) {
    if (isInterrupted()) return pseudo;
    if (tokens.length > MOST_TOKENS) continue;
    call.push(tokens);
    callTokens += tokens.length;
    if (callTokens >= CALL_TOKENS) await label();
  }
  if (call.length > 0) await label();
  return pseudo;
}
