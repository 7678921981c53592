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
export type Teacher = Pick<Tagger, 'readDocuments' | 'tagSentences'>;

// Tokens that the teacher labels at once: enough for full batches on all threads.
const CALL_TOKENS = 1 << 14;
// Longer ones are mostly lists, or text whose sentences were not found.
export const MOST_TOKENS = 150;

/** The labeled sentences, or those until the interruption. */
export async function labelText(
  teacher: Teacher,
  documents: AsyncIterable<string[][]>,
  { types, readUnits, onLabeled, isInterrupted }: LabelingOptions,
): Promise<PseudoSentences> {
  const labels = createLabels(types);
  const pseudo = createPseudoSentences();
  let tokenCount = 0;
  let call: string[][][] = [];
  let callTokens = 0;
  const isKnown = ({ label }: Span) => types.includes(label);
  const add = (tokens: readonly string[], spans: readonly Span[]) => {
    const sentence: LabeledSentence = { tokens, spans, line: 0 };
    const read = readUnits ? splitLabeled(sentence, readUnits) : sentence;
    pseudo.add(read.tokens, labels.encode(read.spans, read.tokens.length));
  };
  const label = async () => {
    const spansOf = teacher.tagSentences(teacher.readDocuments(call));
    let next = 0;
    for (const document of call) {
      pseudo.startDocument();
      for (const tokens of document) add(tokens, spansOf[next++].filter(isKnown));
    }
    tokenCount += callTokens;
    onLabeled(tokenCount);
    call = [];
    callTokens = 0;
    // Lets a signal be noticed.
    await setImmediate();
  };
  for await (const document of documents) {
    if (isInterrupted()) return pseudo;
    const sentences = document.filter(({ length }) => length <= MOST_TOKENS);
    if (sentences.length === 0) continue;
    call.push(sentences);
    callTokens += sentences.reduce((sum, { length }) => sum + length, 0);
    if (callTokens >= CALL_TOKENS) await label();
  }
  if (call.length > 0) await label();
  return pseudo;
}
