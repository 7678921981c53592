// Tokens and types with invisible, unprintable or misleading characters.
import { lineOf } from '../corpora/sentence-source.js';
import { type Check, createOnePassCheck } from './check.js';
import type { CheckedSentence } from './corpus/checked-corpus.js';
import { excerptAround, showToken } from './corpus/excerpts.js';
import { ownCopy } from './corpus/own-copy.js';
import { codeOf } from './corpus/visible.js';
import type { Finding, FindingPlace, Kind } from './finding.js';
import { invisibleIn, repairTag, repairToken } from './invisible-characters.js';
import { MOST_FINDINGS } from './limits.js';
import { findLookAlike } from './look-alikes.js';

const plain = /^[!-~]*$/;

/** One finding for each word and kind, with all places of the word; the most frequent first. */
export function createOddCharacterCheck(): Check {
  const tokens = createOddWords(defectsOf);
  const types = createOddWords(typeDefectsOf);
  return createOnePassCheck(
    (sentence) => {
      for (let index = 0; index < sentence.tokens.length; index++) {
        tokens.add(sentence.tokens[index], sentence, index);
        types.add(sentence.tags[index], sentence, index);
      }
    },
    () => [...tokens.findings(), ...types.findings()],
  );
}

interface Defect {
  readonly kind: Kind;
  readonly message: string;
  readonly isRepairable?: boolean;
}

interface OddWord {
  readonly defects: readonly Defect[];
  readonly excerpt: string;
  /** The first of them. */
  readonly places: FindingPlace[];
  count: number;
}

interface OddWords {
  add(word: string, sentence: CheckedSentence, index: number): void;
  findings(): Finding[];
}

function createOddWords(inspect: (word: string) => readonly Defect[]): OddWords {
  const sound = new Set<string>();
  const odd = new Map<string, OddWord>();
  return {
    add: (word, sentence, index) => {
      if (plain.test(word) || sound.has(word)) return;
      const known = odd.get(word);
      if (known !== undefined && ++known.count > MOST_FINDINGS) return;
      const place = { path: sentence.path, line: lineOf(sentence, index) };
      if (known !== undefined) {
        known.places.push(place);
        return;
      }
      const defects = inspect(word);
      if (defects.length === 0) {
        sound.add(ownCopy(word));
        return;
      }
      const excerpt = excerptAround(sentence.tokens, index, index + 1);
      odd.set(ownCopy(word), { defects, excerpt, places: [place], count: 1 });
    },
    findings: () => [...odd.values()].sort((a, b) => b.count - a.count).flatMap(findingsOf),
  };
}

function findingsOf({ defects, excerpt, places, count }: OddWord): Finding[] {
  const [place, ...others] = places;
  const times = count === 1 ? '' : `, ${count} times`;
  return defects.map(({ message, ...defect }) => ({
    ...defect,
    place,
    message: message + times,
    excerpt,
    others,
  }));
}

// Private-use characters and noncharacters are displayed as boxes, if at all.
const control = /[\p{Cc}\p{Co}\ufdd0-\ufdef\ufffe\uffff]/gu;
const replacement = /\ufffd/gu;
const space = /[\p{Zs}\p{Zl}\p{Zp}]/gu;

function defectsOf(token: string): Defect[] {
  const defects = [
    ...codesDefect('replacement-character', token.match(replacement)),
    ...codesDefect('control-character', token.match(control)),
    ...invisibleDefect(token, repairToken(token)),
    ...codesDefect('unusual-space', token.match(space)),
  ];
  const lookAlike = findLookAlike(token);
  if (lookAlike !== undefined) {
    const { character, script, wordScript } = lookAlike;
    const message = `${script} ${character} (${codeOf(character)}) among ${wordScript} letters`;
    defects.push({ kind: 'mixed-script', message });
  }
  return defects;
}

function typeDefectsOf(tag: string): Defect[] {
  return invisibleDefect(tag, repairTag(tag)).map((defect) => ({
    ...defect,
    message: `${defect.message} in ${showToken(tag)}`,
  }));
}

function invisibleDefect(word: string, repaired: string): Defect[] {
  const defects = codesDefect('invisible-character', invisibleIn(word));
  return defects.map((defect) => ({ ...defect, isRepairable: repaired !== word }));
}

function codesDefect(kind: Kind, characters: readonly string[] | null): Defect[] {
  if (characters === null || characters.length === 0) return [];
  return [{ kind, message: [...new Set(characters)].map(codeOf).join(', ') }];
}
