// The entities that a model finds in a corpus, beside the gold ones.
//
// Texts that the corpus does not cut into tokens are cut as `tagger tag` cuts them, because tokens
// that end at the gold entities would show the model their boundaries.
import type { ModelInput } from '../../annotations/corpus/model-inputs.js';
import type { Corpus } from '../../annotations/corpus/read-corpus.js';
import { type AlignedSentence, alignSentences } from '../../corpora/align-sentences.js';
import type { LabeledSentence } from '../../corpora/conll.js';
import { cutAt } from '../../corpora/read-predictions.js';
import { createTextTagger } from '../../model/tag-text.js';
import type { Tagger } from '../../model/tagger.js';
import { splitBetweenSentences } from '../tag/split-long-lines.js';

// Sentences that a model tags at once: enough for all threads, few enough to hold.
const SENTENCES_AT_ONCE = 2048;

// UTF-16 units of about as many sentences.
const LENGTH_AT_ONCE = 1 << 18;

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
  tagger: Pick<Tagger, 'tagWithConfidences'>,
  onTagged: (sentences: readonly AlignedSentence[]) => void = () => {},
): Generator<AlignedSentence> {
  for (const sentences of inGroups(all, SENTENCES_AT_ONCE, () => 1)) {
    const found = tagger.tagWithConfidences(sentences.map(({ tokens }) => tokens));
    const aligned = sentences.map(({ tokens, spans, line, lines }, index) => {
      return { tokens, gold: spans, predicted: found[index], line, ...(lines && { lines }) };
    });
    onTagged(aligned);
    yield* aligned;
  }
}

function* tagInputs(inputs: Iterable<ModelInput>, tagger: Tagger): Generator<LabeledSentence> {
  const tagTexts = createTextTagger(tagger, undefined, { confidences: true });
  for (const group of inGroups(splitLong(inputs), LENGTH_AT_ONCE, lengthOf)) {
    const taggedTexts = tagTexts(group.flatMap(({ text }) => (text === undefined ? [] : [text])));
    const spansOf = tagger.tagWithConfidences(
      group.flatMap(({ tokens }) => (tokens === undefined ? [] : [tokens])),
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
      for (const part of splitBetweenSentences([{ text, lineNumber: line }])) {
        yield { text: part.text, line };
      }
    }
  }
}

const lengthOf = ({ text, tokens }: ModelInput): number =>
  text?.length ?? tokens?.reduce((length, token) => length + token.length, 0) ?? 0;

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
