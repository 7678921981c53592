// Lines as they are tagged: whole where they are short, parted where they are long.
import { forEachColumn } from '../../corpora/columns.js';
import { eachSentence } from '../../text/sentences.js';
import type { Line, Passage } from '../formats/format.js';

const longestText = 1 << 15;

/** The most tokens of one sentence in a passage: a multiple of those that the tagger itself takes at once. */
export const mostTokens = 1 << 14;

/** Lines of text, the long ones parted between sentences. */
export function* textPassages(lines: Iterable<Line>): Generator<Passage> {
  for (const line of lines) {
    if (line.text.length > longestText) yield* partedBetweenSentences(line);
    else yield line;
  }
}

function* partedBetweenSentences({ text, end: lineEnd }: Line): Generator<Passage> {
  let start = 0;
  for (const { end } of eachSentence(text)) {
    if (end - start < longestText || end === text.length) continue;
    yield { text: text.slice(start, end) };
    start = end;
  }
  yield { text: text.slice(start), end: lineEnd };
}

/** Lines of tokens, the long ones parted between tokens. */
export function* tokenPassages(
  lines: Iterable<Line>,
  longestPassage = mostTokens,
): Generator<Passage> {
  for (const line of lines) {
    // Each token but the last has a blank behind it.
    if (line.text.length >= 2 * longestPassage) yield* partedBetweenTokens(line, longestPassage);
    else yield line;
  }
}

function* partedBetweenTokens({ text, end }: Line, longestPassage: number): Generator<Passage> {
  const cuts = [0];
  let count = 0;
  forEachColumn(text, 0, (start) => {
    if (count > 0 && count % longestPassage === 0) cuts.push(start);
    count++;
  });
  for (const [index, cut] of cuts.entries()) {
    const isLast = index === cuts.length - 1;
    yield isLast ? { text: text.slice(cut), end } : { text: text.slice(cut, cuts[index + 1]) };
  }
}
