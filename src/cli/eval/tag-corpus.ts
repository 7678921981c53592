// The entities that a model finds in a corpus, beside the gold ones.
//
// Texts that the corpus does not cut into tokens are cut as `tagger tag` cuts them, because tokens
// that end at the gold entities would show the model their boundaries.
import type { ModelInput } from '../../annotations/corpus/model-inputs.js';
import type { Corpus } from '../../annotations/corpus/read-corpus.js';
import { type AlignedSentence, alignSentences } from '../../corpora/align-sentences.js';
import type { LabeledSentence } from '../../corpora/conll.js';
import { documentsOf, groupDocuments, MOST_CHARACTERS } from '../../corpora/documents.js';
import { cutAt } from '../../corpora/read-predictions.js';
import { createTextTagger } from '../../model/tag-text.js';
import type { Tagger } from '../../model/tagger.js';
import type { SentenceTokens } from '../../model/vocabulary/word-context.js';
import { splitBetweenSentences } from '../tag/split-long-lines.js';

// Sentences that a model tags at once: enough for all threads, few enough to hold.
const SENTENCES_AT_ONCE = 2048;

// UTF-16 units of about as many sentences.
const LENGTH_AT_ONCE = 1 << 18;

/** A sentence, and its tokens as the model has read them. */
export interface ReadSentence extends AlignedSentence {
  readonly read: SentenceTokens;
}

interface Gold {
  readonly corpus: Pick<Corpus, 'path' | 'inputs'>;
  readonly sentences: Iterable<LabeledSentence>;
}

/** The sentences of the corpus with the entities that the model finds in its texts. */
export function tagCorpus(gold: Gold, tagger: Tagger): Iterable<AlignedSentence> {
  const { inputs, path } = gold.corpus;
  if (inputs === undefined) return tagGoldTokens(gold, tagger);
  return alignSentences(gold.sentences, tagInputs(inputs, tagger), { gold: path, predicted: path });
}

/** The same for the tokens of the gold sentences, which may end where an entity does. */
export function* tagGoldTokens(
  { sentences: all }: Gold,
  tagger: Pick<Tagger, 'readDocuments' | 'tagWithConfidences'>,
  onTagged?: (sentences: readonly ReadSentence[]) => void,
): Generator<AlignedSentence> {
  for (const documents of inGroups(documentsOf(all), SENTENCES_AT_ONCE, ({ length }) => length)) {
    const sentences = documents.flat();
    const read = tagger.readDocuments(
      documents.map((document) => document.map(({ tokens }) => tokens)),
    );
    const found = tagger.tagWithConfidences(read);
    const aligned = sentences.map(({ tokens, spans, line, lines }, index) => {
      return { tokens, gold: spans, predicted: found[index], line, ...(lines && { lines }) };
    });
    onTagged?.(aligned.map((sentence, index) => ({ ...sentence, read: read[index] })));
    yield* aligned;
  }
}

function* tagInputs(inputs: Iterable<ModelInput>, tagger: Tagger): Generator<LabeledSentence> {
  const tagTexts = createTextTagger(tagger, undefined, { confidences: true });
  const all = groupDocuments(splitLong(inputs), { sizeOf: sizeInDocument, most: MOST_CHARACTERS });
  for (const documents of inGroups(all, LENGTH_AT_ONCE, lengthOfAll)) {
    const group = documents.flat();
    const texts = documents.flatMap((document) =>
      document.flatMap(({ text }, index) =>
        text === undefined ? [] : [{ text, continues: index > 0 }],
      ),
    );
    const taggedTexts = tagTexts(
      texts.map(({ text }) => text),
      texts.map(({ continues }) => continues),
    );
    const spansOf = tagger.tagWithConfidences(
      tagger.readDocuments(
        documents.map((document) => document.flatMap(({ tokens }) => (tokens ? [tokens] : []))),
      ),
    );
    let [nextText, nextSentence] = [0, 0];
    for (const { tokens, line } of group) {
      if (tokens) {
        yield { tokens, spans: spansOf[nextSentence++], line };
      } else {
        const { text, entities } = taggedTexts[nextText++];
        yield { ...cutAt(text, entities), line };
      }
    }
  }
}

/** The inputs, long lines split as `tagger tag` splits them. */
function* splitLong(inputs: Iterable<ModelInput>): Generator<ModelInput> {
  for (const input of inputs) {
    if (input.tokens) yield input;
    else {
      const { text, line } = input;
      let { startsDocument } = input;
      for (const part of splitBetweenSentences([{ text, lineNumber: line }])) {
        yield { text: part.text, line, startsDocument };
        startsDocument = false;
      }
    }
  }
}

const lengthOf = ({ text, tokens }: ModelInput): number =>
  text?.length ?? tokens?.reduce((length, token) => length + token.length, 0) ?? 0;

// With a line end, as `tagger tag` counts it.
const sizeInDocument = (input: ModelInput): number => lengthOf(input) + 1;

const lengthOfAll = (document: readonly ModelInput[]): number =>
  document.reduce((sum, input) => sum + lengthOf(input), 0);

function* inGroups<Item>(
  items: Iterable<Item>,
  size: number,
  sizeOf: (item: Item) => number,
): Generator<Item[]> {
  let group: Item[] = [];
  let sum = 0;
  for (const item of items) {
    group.push(item);
    sum += sizeOf(item);
    if (sum < size) continue;
    yield group;
    group = [];
    sum = 0;
  }
  if (group.length > 0) yield group;
}
