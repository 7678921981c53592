// The documents of IN, in any format.

import { renderDoubt, renderLosses } from '../../annotations/corpus/describe-reading.js';
import {
  annotationFile,
  chooseReader,
  type OpenedSource,
  openForReading,
} from '../../annotations/corpus/open-annotations.js';
import { readLabels } from '../../annotations/corpus/read-labels.js';
import { cutDocument, type SplitToken } from '../../annotations/cut.js';
import type { AnnotatedDocument } from '../../annotations/document.js';
import { createSentenceTokenizer } from '../../model/tag-text.js';
import type { Token } from '../../text/tokenizer.js';
import type { ConvertFlags } from '../commands/commands.js';
import { checkFoundFormats } from '../flags/format-flags.js';
import { groupPieces } from './pieces.js';

export interface Corpus {
  /** The path, or what is read instead. */
  readonly source: string;
  /** The format as users know it. */
  readonly title: string;
  /** The pieces of each document. */
  readonly documents: readonly (readonly AnnotatedDocument[])[];
  /** What the reader does not carry over, or reads otherwise. */
  readonly warnings: readonly string[];
  /** The sentences and tokens that the text alone is cut into. */
  cut(document: AnnotatedDocument, onSplit?: (split: SplitToken) => void): Token[][];
}

const STANDARD_INPUT = 'standard input';

/** @throws InputError if the corpus cannot be read or, with --strict, not without loss */
export async function readCorpus(
  flags: ConvertFlags,
  stdin: AsyncIterable<Uint8Array>,
): Promise<Corpus> {
  const { input, from, inputOffsets, tokenColumn, tagColumn } = flags;
  const labels = await readLabels(flags.labels);
  const options = {
    ...(from !== undefined && { inputFormat: from }),
    ...(inputOffsets !== undefined && { offsets: inputOffsets }),
    ...(labels !== undefined && { labels }),
    columns: {
      ...(tokenColumn !== undefined && { tokenColumn }),
      ...(tagColumn !== undefined && { tagColumn }),
    },
  };
  const source = input === '-' ? await openStream(stdin) : await openForReading(input);
  const reader = chooseReader(source, options);
  const found = { path: source.path, format: reader.name };
  checkFoundFormats({ ...flags, offsets: inputOffsets }, [found], 'input-offsets');
  const file = annotationFile(source, reader, options);
  const documents = groupPieces(file.documents);
  return {
    source: source.path,
    title: file.title,
    documents,
    warnings: [
      ...renderDoubt(file, '--input-offsets', flags.strict),
      ...renderLosses(file, flags.strict),
    ],
    cut: createCutter(),
  };
}

async function openStream(stdin: AsyncIterable<Uint8Array>): Promise<OpenedSource> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  const file = { path: STANDARD_INPUT, sha256: '', chunks: () => chunks };
  return { path: STANDARD_INPUT, sha256: '', isFolder: false, files: [file] };
}

/** Cuts as training does: tokens are split at the ends of entities. */
export function createCutter(): Corpus['cut'] {
  const tokenize = createSentenceTokenizer();
  return ({ sentences: _, ...document }, onSplit = () => {}) => {
    let place = 0;
    return [...cutDocument(document, { tokenize, onSplit })].map(({ tokens }) =>
      tokens.map((text) => {
        const start = document.text.indexOf(text, place);
        place = start + text.length;
        return { text, start, end: place };
      }),
    );
  };
}
