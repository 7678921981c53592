// The documents of IN, in any format.
import {
  renderDoubt,
  renderIdleLabels,
  renderLosses,
  renderMarkup,
} from '../../annotations/corpus/describe-reading.js';
import {
  annotationFile,
  chooseReader,
  type OpenedSource,
  openForReading,
} from '../../annotations/corpus/open-annotations.js';
import { readLabels } from '../../annotations/corpus/read-labels.js';
import { cutDocument, type SplitToken } from '../../annotations/cut.js';
import type { AnnotatedDocument } from '../../annotations/document.js';
import { columnsReader } from '../../annotations/readers/columns.js';
import { tokenizerByScript } from '../../annotations/tokenizer-by-script.js';
import type { ConllOptions } from '../../corpora/conll.js';
import { readOnce } from '../../corpora/conll-file.js';
import { unpack } from '../../files/unpack.js';
import { createSentenceTokenizer } from '../../model/tag-text.js';
import { FIRST_CONVENTIONS } from '../../text/text-conventions.js';
import type { Token } from '../../text/tokenizer.js';
import type { TokenizerName } from '../../text/tokenizers.js';
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

/** @throws InputError if the corpus cannot be read or, with --strict, has illegal tags or would lose something */
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
  const isInColumns = reader === columnsReader && documents.length > 0;
  const faults = isInColumns ? faultsOf(source, { ...options.columns, strict: flags.strict }) : [];
  return {
    source: source.path,
    title: file.title,
    documents,
    warnings: [
      ...faults,
      ...renderDoubt(file, '--input-offsets', flags.strict),
      ...renderLosses(file, flags.strict),
      ...renderIdleLabels(file),
      ...renderMarkup(source, file),
    ],
    cut: createCutter(tokenizerByScript(documents.flat().map(({ text }) => text))),
  };
}

/** What training would print about the same columns. */
const faultsOf = ({ files }: OpenedSource, options: ConllOptions): string[] =>
  files.flatMap((file) => readOnce(file, options).survey().warnings);

async function openStream(stdin: AsyncIterable<Uint8Array>): Promise<OpenedSource> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpack(stdin, STANDARD_INPUT)) chunks.push(Buffer.from(chunk));
  const file = { path: STANDARD_INPUT, sha256: '', chunks: () => chunks };
  return { path: STANDARD_INPUT, sha256: '', isFolder: false, files: [file] };
}

/** Cuts as training does: tokens are split at the ends of entities. */
export function createCutter(tokenizer: TokenizerName = 'words'): Corpus['cut'] {
  const conventions = { ...FIRST_CONVENTIONS, tokenizer };
  const tokenize = createSentenceTokenizer({ conventions });
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
