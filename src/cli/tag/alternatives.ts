// `tagger tag --n-best N`: the most probable taggings of each sentence.
//
//   jsonl   {"text", "sentences": [{"start", "end", "alternatives": [{"probability", "entities"}]}]},
//           with "file" and "line" before the text if there are several files
//   conll   for each alternative a comment "# RANK PROBABILITY", the tokens with their tags, and a
//           blank line
import { renderTags } from '../../corpora/tags.js';
import { entityOf, type SentenceTokenizer, tagEachSentence } from '../../model/tag-text.js';
import type { Tagger } from '../../model/tagger.js';
import type { Alternative } from '../../model/tagging/n-best.js';
import type { Token } from '../../text/tokenizer.js';
import { roundConfidence } from '../formats/confidence.js';
import { renderJson } from '../formats/json.js';
import { type Passage, rangeInSource, sourceOf } from '../formats/passage.js';
import type { ListFormat } from './choose-format.js';
import { inCalls, textsOf } from './tag-passages.js';

export interface AlternativesOptions {
  readonly tagger: Pick<Tagger, 'readDocuments' | 'findAlternatives'>;
  /** How many alternatives a sentence has at most. */
  readonly count: number;
  readonly format: ListFormat;
  readonly tokenize?: SentenceTokenizer;
}

interface Sentence {
  readonly tokens: readonly Token[];
  readonly found: readonly Alternative[];
}

/**
 * Yields the rendered passages of one call of the tagger after the other.
 *
 * @param file the name of the input, if there are several
 */
export async function* tagAlternatives<P extends Passage>(
  chunks: AsyncIterable<Iterable<P>>,
  { tagger, count, format, tokenize }: AlternativesOptions,
  file?: string,
): AsyncGenerator<string> {
  const render = format === 'jsonl' ? createLineRenderer(file) : renderColumns;
  for await (const chunk of chunks) {
    for (const passages of inCalls(chunk)) {
      const cut = { ...textsOf(passages), tokenize };
      const sentencesOf = tagEachSentence(cut, tagger, (sentences) =>
        tagger.findAlternatives(sentences, count),
      );
      yield passages.map((passage, index) => render(sentencesOf[index], passage)).join('');
    }
  }
}

/** Renders a record together with its last passage. */
function createLineRenderer(
  file: string | undefined,
): (sentences: readonly Sentence[], passage: Passage) => string {
  let record = '';
  let line: number | undefined;
  let rendered: string[] = [];
  return (sentences, passage) => {
    if (passage.isBetween) return '';
    line ??= passage.lineNumber;
    for (const sentence of sentences) {
      rendered.push(renderSentence(sentence, passage, record.length));
    }
    record += sourceOf(passage);
    if (passage.end === undefined) return '';
    const place = file === undefined ? {} : { file, line };
    const head = renderJson({ ...place, text: record }).slice(0, -1);
    const json = `${head},"sentences":[${rendered.join(',')}]}\n`;
    record = '';
    line = undefined;
    rendered = [];
    return json;
  };
}

/** @param offset of the passage in its record */
function renderSentence({ tokens, found }: Sentence, passage: Passage, offset: number): string {
  const placeOf = (from: number, to: number) => {
    const [start, end] = rangeInSource(passage, from, to);
    return { start: start + offset, end: end + offset };
  };
  const alternatives = found.map(({ probability, spans }) => ({
    probability: roundConfidence(probability),
    entities: spans.map((span) => {
      const entity = entityOf(span, passage.text, tokens);
      return { ...entity, ...placeOf(entity.start, entity.end) };
    }),
  }));
  const place = placeOf(tokens[0].start, tokens[tokens.length - 1].end);
  return renderJson({ ...place, alternatives });
}

function renderColumns(sentences: readonly Sentence[]): string {
  return sentences
    .flatMap(({ tokens, found }) =>
      found.map(({ probability, spans }, index) => {
        const tags = renderTags(spans, tokens.length, 'IOB2');
        const rows = tokens.map(({ text }, token) => `${text} ${tags[token]}\n`);
        return `# ${index + 1} ${roundConfidence(probability)}\n${rows.join('')}\n`;
      }),
    )
    .join('');
}
