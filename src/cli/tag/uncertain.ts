// `tagger tag --uncertain N`: the sentences that the model is least sure of, for labeling next.
//
// The score of a sentence is the mean, over its tokens, of the logarithm of the probability of its
// best labels (maximum normalized log-probability, MNLP: Shen et al. 2018). The sum over all tokens
// would choose long sentences.
import { renderTags } from '../../corpora/tags.js';
import { type SentenceTokenizer, scoredEntityOf, tagEachSentence } from '../../model/tag-text.js';
import type { Tagger } from '../../model/tagger.js';
import type { ScoredSentence } from '../../model/tagging/confidences.js';
import type { Token } from '../../text/tokenizer.js';
import { renderJson } from '../formats/json.js';
import { renderEntity } from '../formats/jsonl.js';
import { type Passage, rangeInSource, sourceOf } from '../formats/passage.js';
import type { ListFormat } from './choose-format.js';
import { inCalls, textsOf } from './tag-passages.js';

export interface UncertainSentences {
  /** Reads a file to its end; yields nothing. */
  add<P extends Passage>(
    chunks: AsyncIterable<Iterable<P>>,
    file: string,
  ): AsyncGenerator<never, void>;
  /** The sentences found so far, the most informative first. */
  render(format: ListFormat): string;
}

interface Candidate {
  readonly file: string;
  /** The first line of the record. */
  readonly line: number;
  /** Place in the record. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Their places are those in the text of the sentence. */
  readonly tokens: readonly Token[];
  readonly spans: ScoredSentence['spans'];
  readonly score: number;
}

/** @param count the most sentences that are kept */
export function createUncertainSentences(
  tagger: Pick<Tagger, 'readDocuments' | 'scoreSentences'>,
  count: number,
  tokenize?: SentenceTokenizer,
): UncertainSentences {
  const best = createBest(count);
  return {
    // biome-ignore lint/correctness/useYield: it reads to the end, and yields nothing.
    add: async function* (chunks, file) {
      let offset = 0;
      let line: number | undefined;
      for await (const chunk of chunks) {
        for (const passages of inCalls(chunk)) {
          const { texts, continues } = textsOf(passages);
          const cut = { texts, continues, tokenize };
          const sentencesOf = tagEachSentence(cut, tagger, tagger.scoreSentences);
          for (const [index, passage] of passages.entries()) {
            if (passage.isBetween) continue;
            line ??= passage.lineNumber;
            for (const sentence of sentencesOf[index]) {
              best.add(candidateOf(sentence, passage, { file, line, offset }));
            }
            offset += sourceOf(passage).length;
            if (passage.end === undefined) continue;
            offset = 0;
            line = undefined;
          }
        }
      }
    },
    render: (format) =>
      best
        .list()
        .map(format === 'jsonl' ? renderObject : renderColumns)
        .join(''),
  };
}

function candidateOf(
  { tokens, found }: { readonly tokens: readonly Token[]; readonly found: ScoredSentence },
  passage: Passage,
  { file, line, offset }: { readonly file: string; readonly line: number; readonly offset: number },
): Candidate {
  const { text } = passage;
  const from = tokens[0].start;
  const to = tokens[tokens.length - 1].end;
  const [start, end] = rangeInSource(passage, from, to);
  return {
    file,
    line,
    start: start + offset,
    end: end + offset,
    text: text.slice(from, to),
    tokens: tokens.map((token) => ({ ...token, start: token.start - from, end: token.end - from })),
    spans: found.spans,
    score: found.logProbability / tokens.length,
  };
}

/** The candidates with the lowest scores, rising; each text once, and the first of equals. */
function createBest(count: number) {
  const best: Candidate[] = [];
  const texts = new Set<string>();
  return {
    add: (candidate: Candidate) => {
      const isFull = best.length === count;
      if (isFull && candidate.score >= best[count - 1].score) return;
      // A text that was dropped before cannot come back: it has the same score as then.
      if (texts.has(candidate.text)) return;
      if (isFull) {
        const dropped = best.pop();
        if (dropped) texts.delete(dropped.text);
      }
      best.splice(placeOf(best, candidate.score), 0, candidate);
      texts.add(candidate.text);
    },
    list: (): readonly Candidate[] => best,
  };
}

/** The first place whose score is higher. */
function placeOf(candidates: readonly Candidate[], score: number): number {
  let low = 0;
  let high = candidates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (candidates[middle].score <= score) low = middle + 1;
    else high = middle;
  }
  return low;
}

function renderObject(candidate: Candidate): string {
  const { file, line, start, end, text, tokens, spans, score } = candidate;
  const head = renderJson({ file, line, start, end, text }).slice(0, -1);
  const entities = spans.map((span) => renderEntity(scoredEntityOf(span, text, tokens)));
  return `${head},"entities":[${entities.join(',')}],"score":${Number(score.toFixed(4))}}\n`;
}

function renderColumns({ tokens, spans }: Candidate): string {
  const tags = renderTags(spans, tokens.length, 'IOB2');
  return `${tokens.map(({ text }, token) => `${text} ${tags[token]}\n`).join('')}\n`;
}
