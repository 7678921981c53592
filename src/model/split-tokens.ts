// Tokens that a model reads in smaller units, such as characters: sentences are split before they
// are tagged, and the spans that are found become spans of tokens again.
import type { LabeledSentence } from '../corpora/conll.js';
import type { Span } from '../corpora/tags.js';
import type { ReadUnits, SentenceUnits } from '../text/unit-reader.js';
import type { TaggingMethods } from './tagging-methods.js';
import { type SentenceTokens, wordOf } from './vocabulary/word-context.js';

// A model that reads smaller units reads no documents.
const tokensOf = (sentence: SentenceTokens): readonly string[] => sentence.map(wordOf);

/** The same methods for sentences of tokens. */
export function taggingTokens(methods: TaggingMethods, readUnits: ReadUnits): TaggingMethods {
  const splitAll = (sentences: readonly SentenceTokens[]) =>
    sentences.map((sentence) => readUnits(tokensOf(sentence)));
  const unitsOf = (sentences: readonly SentenceUnits[]) => sentences.map(({ units }) => units);
  const withSpans =
    <Found extends Span>(tag: (sentences: readonly SentenceTokens[]) => Found[][]) =>
    (sentences: readonly SentenceTokens[]) => {
      const parts = splitAll(sentences);
      return tag(unitsOf(parts)).map((spans, index) => apart(joinUnits(spans, parts[index])));
    };
  return {
    readDocuments: (documents) => documents.flat(),
    tagSentences: withSpans(methods.tagSentences),
    tagWithConfidences: withSpans(methods.tagWithConfidences),
    findProbable: (sentences, least) =>
      withSpans((units) => methods.findProbable(units, least))(sentences),
    scoreSentences: (sentences) => {
      const parts = splitAll(sentences);
      return methods.scoreSentences(unitsOf(parts)).map(({ spans, ...scores }, index) => {
        return { ...scores, spans: apart(joinUnits(spans, parts[index])) };
      });
    },
    findAlternatives: (sentences, count) => {
      const parts = splitAll(sentences);
      return methods.findAlternatives(unitsOf(parts), count).map((alternatives, index) =>
        alternatives.map(({ spans, probability }) => {
          return { probability, spans: apart(joinUnits(spans, parts[index])) };
        }),
      );
    },
    scoreReadings: (sentences) =>
      methods.scoreReadings(
        sentences.map(({ tokens, spans, places }) => {
          const part = readUnits(tokensOf(tokens));
          return { tokens: part.units, spans: inUnits(spans, part), places: inUnits(places, part) };
        }),
      ),
    marginalsOf: (sentences) => methods.marginalsOf(unitsOf(splitAll(sentences))),
    latticesOf: (sentences) => {
      const parts = splitAll(sentences);
      const { spans, withConfidences } = methods.latticesOf(unitsOf(parts));
      const join = <Found extends Span>(found: readonly (readonly Found[])[]) =>
        found.map((spans, index) => joinUnits(spans, parts[index]));
      return {
        spans: join(spans),
        withConfidences: (temperature) => join(withConfidences(temperature)),
      };
    },
  };
}

/** A training sentence in the units that the model reads. */
export function splitLabeled(sentence: LabeledSentence, readUnits: ReadUnits): LabeledSentence {
  const part = readUnits(sentence.tokens);
  return { ...sentence, tokens: part.units, spans: inUnits(sentence.spans, part) };
}

type Range = Pick<Span, 'start' | 'end'>;

function inUnits<Place extends Range>(places: readonly Place[], { starts }: SentenceUnits) {
  return places.map((place) => ({ ...place, start: starts[place.start], end: starts[place.end] }));
}

/** The tokens of which a span has a unit. */
function joinUnits<Found extends Range>(
  spans: readonly Found[],
  { units, starts }: SentenceUnits,
): Found[] {
  if (units.length === starts.length - 1) return [...spans];
  let token = 0;
  const tokenOf = units.map((_, unit) => {
    while (starts[token + 1] <= unit) token++;
    return token;
  });
  return spans.map((span) => {
    return { ...span, start: tokenOf[span.start], end: tokenOf[span.end - 1] + 1 };
  });
}

/** Of spans that share a token, only the first. */
function apart<Found extends Range>(spans: readonly Found[]): Found[] {
  let end = 0;
  return spans.filter((span) => {
    if (span.start < end) return false;
    end = span.end;
    return true;
  });
}
