// Matching of names as plain loops over regular expressions, to hold the index against.
import type { Entity, TaggedText } from '../../src/entities/entity.js';
import type { GazetteerEntry } from '../../src/lists/list-entry.js';
import { sentencesIn } from '../../src/model/tag-text.js';
import { createTokenizer } from '../../src/text/tokenizer.js';
import type { Tokenize } from '../../src/text/tokenizers.js';

const atom = /[\p{L}\p{N}\p{M}]+(?=n['’]t)|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/giu;

const tokenize = createTokenizer();

/** A text without entities. */
export const untagged = (
  text: string,
  entities: readonly Entity[] = [],
  cut: Tokenize = tokenize,
): TaggedText => ({ text, sentences: sentencesIn(text, cut), entities });

function normalForm(text: string, ignoresCase: boolean): string {
  const atoms = [...text.matchAll(atom)].map(([part]) => {
    const plain = part.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').normalize('NFC');
    return ignoresCase ? plain.toUpperCase().toLowerCase().normalize('NFC') : plain;
  });
  return JSON.stringify(atoms);
}

/** The names in a text, at each place the longest, from left to right. */
export function naiveNames(
  text: string,
  entries: readonly GazetteerEntry[],
  kept: readonly Entity[] = [],
  { sentences }: TaggedText = untagged(text),
): Entity[] {
  const tokens = sentences.flat();
  const starts = new Set(tokens.map(({ start }) => start));
  const ends = new Set(tokens.map(({ end }) => end));
  const atoms = [...text.matchAll(atom)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const forms = entries.map(({ text, caseSensitive = true }) => normalForm(text, !caseSensitive));
  const found: Entity[] = [];
  for (let first = 0; first < atoms.length; first++) {
    const { start } = atoms[first];
    if (!starts.has(start) || start < (found.at(-1)?.end ?? 0)) continue;
    let best: Entity | undefined;
    for (const { end } of atoms.slice(first)) {
      const isFree = kept.every((entity) => end <= entity.start || start >= entity.end);
      if (!ends.has(end) || !isFree) continue;
      const part = text.slice(start, end);
      // Of entries that fit alike, one with case comes first, and then the first in the list.
      const fitting = [true, false].flatMap((isSensitive) =>
        entries.filter(
          ({ caseSensitive = true }, index) =>
            caseSensitive === isSensitive && forms[index] === normalForm(part, !isSensitive),
        ),
      );
      if (fitting.length === 0) continue;
      const [{ label, id }] = fitting;
      best = { label, text: part, start, end, ...(id === undefined ? {} : { id }) };
    }
    if (best) found.push(best);
  }
  return found;
}
