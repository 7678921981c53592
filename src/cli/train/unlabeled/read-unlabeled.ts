// The text of `tagger train --unlabeled`: a paragraph on each line, or columns of tokens. A first
// pass counts its words, a second one draws paragraphs, sentences or documents at random.
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { InputError } from '../../../errors.js';
import { hashFile } from '../../../files/hash-file.js';
import { fileError } from '../../../files/system-error.js';
import { unpack } from '../../../files/unpack.js';
import { createSentenceTokenizer, type SentenceTokenizer } from '../../../model/tag-text.js';
import type { TaggerContent } from '../../../model/tagger.js';
import type { Random } from '../../../tensors/random.js';
import { hasUnspaced, splitIdeographs } from '../../../text/unspaced-scripts.js';
import type { Passage } from '../../formats/passage.js';
import { inputExtensions } from '../../input/extensions.js';
import { createConllInput, createTextInput } from '../../tag/input-formats.js';
import { readLines } from '../../tag/read-lines.js';
import { withColumnCheck, withTextCheck } from '../../tag/stream/misread-input.js';

export interface UnlabeledFile {
  readonly path: string;
  readonly sha256: string;
  readonly kind: 'text' | 'columns';
  /** Words between white space, and each character of a script without spaces. */
  readonly wordCount: number;
}

// A text has a paragraph, or at least a sentence, on most of its lines.
const LEAST_WORDS_PER_LINE = 3;
const LEAST_LINES = 50;

/** @throws InputError if the file cannot be read, has no words, or a word on each line */
export async function measureUnlabeled(
  path: string,
  warn: (message: string) => void,
): Promise<UnlabeledFile> {
  const kind = isNamedForColumns(path) ? 'columns' : 'text';
  let wordCount = 0;
  let lineCount = 0;
  for await (const { text } of readPassages({ path, kind }, warn)) {
    const count = countWords(text);
    wordCount += count;
    if (count > 0) lineCount++;
  }
  if (wordCount === 0) throw new InputError(`${path}: expected text, found no words`);
  const perLine = wordCount / lineCount;
  if (kind === 'text' && lineCount >= LEAST_LINES && perLine < LEAST_WORDS_PER_LINE) {
    throw new InputError(
      `${path}: expected a paragraph on each line, found ${perLine.toFixed(1)} words a line; a file of columns needs a name that ends in .conll or the like`,
    );
  }
  return { path, sha256: await hashFile(path), kind, wordCount };
}

const columnExtensions = new Set(inputExtensions.conll);

function isNamedForColumns(path: string): boolean {
  const name = basename(path)
    .toLowerCase()
    .replace(/\.(?:gz|zst)$/, '');
  return columnExtensions.has(name.slice(name.lastIndexOf('.') + 1));
}

/** Words, and characters of scripts without spaces. */
function countWords(text: string): number {
  let count = 0;
  for (const [word] of text.matchAll(/\S+/g)) {
    count += hasUnspaced(word) ? splitIdeographs(word).length : 1;
  }
  return count;
}

async function* readPassages(
  { path, kind }: Pick<UnlabeledFile, 'path' | 'kind'>,
  warn: (message: string) => void,
): AsyncGenerator<Passage> {
  const refuse = (found: string) => {
    const expected = kind === 'text' ? 'plain text' : 'columns, as its name says';
    throw new InputError(`${path}: expected ${expected}, found ${found}`);
  };
  const input = kind === 'text' ? createTextInput(() => {}) : createConllInput(undefined, warn);
  const read = readLines(unpack(readBytes(path), path), path);
  const lines = kind === 'text' ? withTextCheck(read, refuse) : withColumnCheck(read, refuse);
  for await (const passages of input.read(lines, path)) yield* passages;
}

async function* readBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    throw fileError(error, path);
  }
}

export interface DrawingOptions {
  /** Of the teacher, which decides how raw text is cut. */
  readonly content: Pick<TaggerContent, 'conventions'>;
  /** About how many words are drawn. */
  readonly wordCount: number;
  readonly random: Random;
}

/**
 * Documents of the files, as sentences of tokens: paragraphs, or what columns mark as a document, or
 * single sentences of columns.
 */
export async function* drawDocuments(
  files: readonly UnlabeledFile[],
  { content, wordCount, random }: DrawingOptions,
): AsyncGenerator<string[][]> {
  const total = files.reduce((sum, file) => sum + file.wordCount, 0);
  const share = wordCount / total;
  for (const file of files) {
    const tokenize = tokenizerFor(file.kind, content);
    let document: string[][] = [];
    let isDrawn = false;
    for await (const { text, continuesDocument } of readPassages(file, () => {})) {
      if (!continuesDocument || document.length >= MOST_SENTENCES) {
        if (document.length > 0) yield document;
        document = [];
      }
      if (!continuesDocument) isDrawn = random.uniform() < share;
      if (!isDrawn) continue;
      for (const tokens of tokenize(text)) document.push(tokens.map((token) => token.text));
    }
    if (document.length > 0) yield document;
  }
}

// Of a document; a longer one is read in parts, so that memory is bounded.
const MOST_SENTENCES = 1000;

function tokenizerFor(
  kind: UnlabeledFile['kind'],
  content: DrawingOptions['content'],
): SentenceTokenizer {
  const { tokenize } = createConllInput();
  return kind === 'columns' && tokenize ? tokenize : createSentenceTokenizer(content);
}
