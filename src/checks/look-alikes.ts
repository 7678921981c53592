// Letters of one script in a word of another that looks the same, such as a Cyrillic "а" in "Paris".

const scripts = {
  Latin: /\p{Script=Latin}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
  // Only those that look Latin: "TNFα" and "NF-κB" are spelled with Greek letters.
  Greek: /[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο]/gu,
};

const word = /[\p{L}\p{M}]+/gu;

export interface LookAlike {
  readonly character: string;
  readonly script: string;
  /** The script of most letters of the word. */
  readonly wordScript: string;
}

/** The first letter of the rarer script in the first word that mixes two. */
export function findLookAlike(text: string): LookAlike | undefined {
  for (const [letters] of text.matchAll(word)) {
    const found = Object.entries(scripts)
      .map(([script, pattern]) => ({ script, letters: [...(letters.match(pattern) ?? [])] }))
      .filter((part) => part.letters.length > 0)
      .sort((a, b) => a.letters.length - b.letters.length);
    if (found.length < 2) continue;
    const [rarer] = found;
    const wordScript = found[found.length - 1].script;
    return { character: rarer.letters[0], script: rarer.script, wordScript };
  }
  return undefined;
}
