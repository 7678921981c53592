// What a tagger shows of its inside for a text, sentence by sentence.

import type { GradientFlow } from '../../evaluation/gradient-flow.js';
import { wrongType } from '../../files/wrong-type.js';
import { checkText } from '../../library/tagger-methods.js';
import { gateActivations, type LayerGates } from '../../model/inspection/gate-activations.js';
import {
  type GradientNorms,
  gradientNorms,
  withGradients,
} from '../../model/inspection/gradient-norms.js';
import {
  type LabelReading,
  type ReadingOptions,
  readLabels,
  readPrefixes,
} from '../../model/inspection/label-readings.js';
import { createSentenceTokenizer } from '../../model/tag-text.js';
import type { Tagger } from '../../model/tagger.js';
import type { Token } from '../../text/tokenizer.js';
import { measureGradientFlow } from '../../training/gradient-flow.js';

/** A sentence with its tokens and their offsets in the text. */
export interface InspectedSentence {
  readonly tokens: readonly Token[];
}

export interface SentenceGates extends InspectedSentence {
  /** By layer and direction. */
  readonly layers: readonly LayerGates[];
}

export type SentenceReading = InspectedSentence & LabelReading;

export interface GrowingReading extends InspectedSentence {
  /** The readings of the first token, the first two, and so on; each as if nothing followed. */
  readonly prefixes: readonly LabelReading[];
}

export interface SentenceGradients extends InspectedSentence {
  /** Index of the token whose loss it is. */
  readonly at: number;
  /** The tag that the loss expects there. */
  readonly tag: string;
  /** By layer and direction. */
  readonly layers: readonly GradientNorms[];
}

export interface GradientOptions {
  /** One of `labels`; by default the tag that the model gives the token. */
  readonly tag?: string;
}

/** Each method throws a TypeError for an argument of another type. */
export interface Inspection {
  /** The tags that the network chooses from, in the order of emissions and probabilities. */
  readonly labels: readonly string[];
  /** Gate activations by token, layer and direction. */
  gates(text: string): SentenceGates[];
  /** Emissions and label probabilities by token. */
  readLabels(text: string, options?: ReadingOptions): SentenceReading[];
  /** The same for each prefix of each sentence. */
  readPrefixes(text: string, options?: ReadingOptions): GrowingReading[];
  /**
   * How far the loss of one token is felt in its sentence; undefined for a text without tokens.
   *
   * @param token its index, counted over all sentences
   */
  gradientNorms(
    text: string,
    token: number,
    options?: GradientOptions,
  ): SentenceGradients | undefined;
  /** Gradient norms by distance, measured on texts that the model has tagged; undefined without tokens. */
  gradientFlow(texts: readonly string[]): GradientFlow | undefined;
}

export function createInspection(tagger: Tagger): Inspection {
  const tokenize = createSentenceTokenizer(tagger.content);
  const { tags } = tagger.labels;
  // A copy of the model with room for gradients, made when it is first needed.
  let traced: Tagger | undefined;
  const traceable = () => {
    traced ??= withGradients(tagger);
    return traced;
  };
  const each = <Found extends object>(
    text: string,
    method: string,
    inspect: (words: string[]) => Found,
  ) => {
    checkText(text, method);
    return tokenize(text).map((tokens) => ({ tokens, ...inspect(tokens.map(wordOf)) }));
  };
  return {
    labels: tags,
    gates: (text) => each(text, 'gates', (words) => ({ layers: gateActivations(tagger, words) })),
    readLabels: (text, options) =>
      each(text, 'readLabels', (words) => readLabels(tagger, words, options)),
    readPrefixes: (text, options) =>
      each(text, 'readPrefixes', (words) => ({ prefixes: readPrefixes(tagger, words, options) })),
    gradientNorms: (text, token, { tag } = {}) => {
      checkText(text, 'gradientNorms');
      const { tokens, at } = placeOf(tokenize(text), token);
      if (tokens === undefined) return undefined;
      const words = tokens.map(wordOf);
      const expected = tag ?? readLabels(tagger, words).tags[at];
      const labelId = tags.indexOf(expected);
      if (labelId < 0) throw wrongType('gradientNorms: expected tag to be one of labels', tag);
      const layers = gradientNorms(traceable(), words, at, labelId);
      return { tokens, at, tag: expected, layers };
    },
    gradientFlow: (texts) => {
      const sentences = texts.flatMap((text) => {
        checkText(text, 'gradientFlow');
        return tokenize(text).map((tokens) => tokens.map(wordOf));
      });
      if (sentences.length === 0) return undefined;
      const spansOf = tagger.tagSentences(sentences);
      const labeled = sentences.map((tokens, index) => ({
        tokens,
        spans: spansOf[index],
        line: index + 1,
      }));
      return measureGradientFlow(traceable(), labeled);
    },
  };
}

const wordOf = ({ text }: Token) => text;

/** The sentence of a token, and its index there. */
function placeOf(sentences: readonly (readonly Token[])[], token: number) {
  let at = token;
  if (Number.isInteger(token) && token >= 0) {
    for (const tokens of sentences) {
      if (at < tokens.length) return { tokens, at };
      at -= tokens.length;
    }
    if (sentences.length === 0) return { tokens: undefined, at };
  }
  const count = sentences.reduce((sum, { length }) => sum + length, 0);
  throw wrongType(`gradientNorms: expected the index of one of ${count} tokens`, token);
}
