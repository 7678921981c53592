// F1 on raw text: the source lines of a corpus are tagged as text, and the entities are compared
// with the gold ones by their characters, white space aside.
import * as v from 'valibot';
import type { LabeledSentence } from '../../src/corpora/conll.js';
import { joinTokens, placeTokens } from '../../src/text/join-tokens.js';

interface RawSentence {
  readonly text: string;
  /** As "LOC 5 9": the type and the places among the characters that are no white space. */
  readonly entities: ReadonlySet<string>;
}

const recordSchema = v.object({
  text: v.string(),
  entities: v.array(v.object({ label: v.string(), start: v.number(), end: v.number() })),
});

/** The texts of the sentences; without a source text, the tokens are joined by their script. */
export function rawSentences(sentences: readonly LabeledSentence[]): RawSentence[] {
  return sentences.map(({ tokens: words, spans, text: source }) => {
    const placed = source === undefined ? undefined : placeTokens(words, source);
    const { text, tokens } = placed ?? joinTokens(words);
    const entities = spans.map(({ label, start, end }) =>
      keyOf(text, { label, start: tokens[start].start, end: tokens[end - 1].end }),
    );
    return { text, entities: new Set(entities) };
  });
}

/**
 * F1 in percent.
 *
 * @param tagged what `tagger tag --format jsonl` prints of the texts, a line each
 */
export function scoreRawText(sentences: readonly RawSentence[], tagged: string): number {
  const records = tagged
    .trimEnd()
    .split('\n')
    .map((line) => v.parse(recordSchema, JSON.parse(line)));
  if (records.length !== sentences.length) {
    throw new Error(`${sentences.length} sentences, but ${records.length} tagged lines`);
  }
  let [gold, predicted, correct] = [0, 0, 0];
  for (const [index, { text, entities }] of records.entries()) {
    const sentence = sentences[index];
    gold += sentence.entities.size;
    predicted += entities.length;
    correct += entities.filter((entity) => sentence.entities.has(keyOf(text, entity))).length;
  }
  return gold + predicted === 0 ? 0 : (200 * correct) / (gold + predicted);
}

interface Place {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

function keyOf(text: string, { label, start, end }: Place): string {
  const before = (offset: number) => text.slice(0, offset).replace(/\s/g, '').length;
  return `${label} ${before(start)} ${before(end)}`;
}
