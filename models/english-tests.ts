// The tests of the English model, which its card is made from.
import { join } from 'node:path';
import type { LabeledSentence } from '../src/corpora/conll.js';
import { readConll } from '../src/corpora/conll-file.js';
import { mapSentence } from '../src/corpora/map-types.js';
import { lineOf } from '../src/corpora/sentence-source.js';
import { InputError } from '../src/errors.js';
import { readWholeFile } from '../src/files/read-whole-file.js';
import { TYPE_MAPPING } from './normalize-labels.js';

export interface EnglishTest {
  readonly name: string;
  readonly sentences: readonly LabeledSentence[];
  /** The document of each sentence, as `# newdoc id` names it; undefined without. */
  readonly documents: readonly (string | undefined)[];
  /** Whether the license of the text allows quotations in the card. */
  readonly isQuotable: boolean;
}

interface TestFile {
  readonly name: string;
  readonly isOurs?: true;
  readonly isQuotable: boolean;
}

export const TEST_FILES: readonly TestFile[] = [
  { name: 'wikigold/test', isQuotable: true },
  { name: 'wnut17/test', isQuotable: true },
  { name: 'data/news/test', isOurs: true, isQuotable: true },
  { name: 'data/written/test', isOurs: true, isQuotable: true },
  { name: 'conll2003/dev', isQuotable: false },
];

/**
 * Reads the tests that are wanted. The working folder is that of the project.
 *
 * @param corpora the folder of the corpora that are not in the project
 * @throws InputError if a test cannot be read
 */
export async function readTests(
  corpora: string | undefined,
  isWanted: (file: TestFile) => boolean = () => true,
): Promise<EnglishTest[]> {
  if (!corpora) throw new InputError('TEDDY_CORPORA: expected the folder of the corpora');
  const tests: EnglishTest[] = [];
  for (const file of TEST_FILES.filter(isWanted)) {
    tests.push(await readTest(file, join(file.isOurs ? '.' : corpora, `${file.name}.conll`)));
  }
  return tests;
}

async function readTest({ name, isQuotable }: TestFile, path: string): Promise<EnglishTest> {
  const { sentences } = await readConll(path);
  const { content } = await readWholeFile(path);
  return {
    name,
    isQuotable,
    sentences: sentences.map((sentence) => mapSentence(sentence, TYPE_MAPPING)),
    documents: documentsOf(content.toString().split('\n'), sentences),
  };
}

/** The document that each sentence is in. */
export function documentsOf(
  lines: readonly string[],
  sentences: readonly LabeledSentence[],
): (string | undefined)[] {
  let document: string | undefined;
  let next = 0;
  return sentences.map((sentence) => {
    for (; next < lineOf(sentence, 0); next++) {
      document = /^# newdoc id = (.+)$/.exec(lines[next])?.[1] ?? document;
    }
    return document;
  });
}

/** The sentences with their words in another case. */
export function recase(test: EnglishTest, change: 'capitals' | 'lower case'): EnglishTest {
  const recased = (word: string) =>
    change === 'capitals' ? word.toUpperCase() : word.toLowerCase();
  return {
    ...test,
    name: `${test.name}, ${change}`,
    sentences: test.sentences.map(({ tokens, spans, line, startsDocument }) => {
      return {
        tokens: tokens.map(recased),
        spans,
        line,
        ...(startsDocument && { startsDocument }),
      };
    }),
  };
}
