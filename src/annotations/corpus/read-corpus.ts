// A corpus in any format, as sentences with their entities.
import type { ConllOptions } from '../../corpora/conll.js';
import { type ConllFile, readOnce } from '../../corpora/conll-file.js';
import { type Predictions, predictionsOf } from '../../corpora/read-predictions.js';
import type { TaggedSentence } from '../../corpora/sentence-source.js';
import { renderTags } from '../../corpora/tags.js';
import { InputError } from '../../errors.js';
import type { ByteSource } from '../../files/byte-source.js';
import type { TokenizerName } from '../../text/tokenizers.js';
import { type CutSentence, cutDocument, type SentenceTokenizer, typeNameOf } from '../cut.js';
import type { AnnotationFile } from '../document.js';
import { isFields } from '../json-fields.js';
import type { Reader } from '../reader.js';
import { columnsReader } from '../readers/columns.js';
import { jsonlReader } from '../readers/jsonl.js';
import { splitWordsOf, tokenizerByScript } from '../tokenizer-by-script.js';
import {
  createSplitReport,
  describeReading,
  hasRealLoss,
  renderDoubt,
  renderIdleLabels,
  renderLosses,
  renderMarkup,
  renderRenamed,
} from './describe-reading.js';
import { type ModelInput, modelInputs } from './model-inputs.js';
import {
  type AnnotationOptions,
  annotationFile,
  chooseReader,
  type OpenedSource,
  openForReading,
} from './open-annotations.js';
import { readLabels } from './read-labels.js';
import { sampleOf } from './sample.js';

export interface CorpusOptions
  extends ConllOptions,
    Pick<AnnotationOptions, 'inputFormat' | 'offsets' | 'labels'> {
  /** Cuts the texts of formats that are not cut into tokens. */
  readonly tokenize: SentenceTokenizer;
  /** What `tokenize` is, if it is asked for. Default: words, split if the script asks for it. */
  readonly tokenizer?: TokenizerName;
}

export interface Corpus extends ConllFile {
  /** The name of its format: conll for columns. */
  readonly format: string;
  /** Those of a folder have the path of their file. */
  readonly tagged: Iterable<TaggedSentence & { readonly path?: string }>;
  /** What cuts its texts, if the file itself does not. */
  readonly cutBy?: TokenizerName;
  /** Whether `strict` refuses it: annotations are lost, or the unit of its offsets is a guess. */
  readonly isLossy?: boolean;
  /** How it was read, unless it is a column file. */
  readonly description?: string;
  /** Its texts as a model reads them; absent if the file cuts all of them into tokens. */
  readonly inputs?: Iterable<ModelInput>;
}

// Tags that are made of spans are in this scheme.
const SCHEME = 'IOB2';

/**
 * Opens a corpus. It is read once for its counts and faults, and anew each time its sentences are
 * asked for.
 *
 * @throws InputError if the corpus cannot be read, is malformed or, if that is asked for, would not
 * be read without loss
 */
export async function readCorpus(path: string, options: CorpusOptions): Promise<Corpus> {
  const { columns, corpus } = await openCorpus(path, options);
  return corpus ?? { ...readOnce(columns, options).survey(), format: columnsReader.name };
}

/** A column file that is not read yet, or a corpus in another format. */
export type OpenedCorpus =
  | { readonly columns: ByteSource; readonly corpus?: undefined }
  | { readonly corpus: Corpus; readonly columns?: undefined };

export async function openCorpus(path: string, options: CorpusOptions): Promise<OpenedCorpus> {
  const source = await openForReading(path);
  const reader = readerFor(source, options, options);
  if (reader === columnsReader) return { columns: source.files[0] };
  const { inputFormat, offsets } = options;
  const labels = await readLabels(options.labels);
  const given = { ...(inputFormat && { inputFormat }), ...(offsets && { offsets }) };
  const file = annotationFile(source, reader, { ...given, ...(labels && { labels }) });
  const corpus = surveyed(file, options);
  return { corpus: { ...corpus, warnings: [...corpus.warnings, ...renderMarkup(source, file)] } };
}

/**
 * Opens predictions in any format.
 *
 * @throws InputError if the file cannot be read or a record is malformed
 */
export async function readPredictedCorpus(
  path: string,
  options: CorpusOptions,
): Promise<Predictions> {
  const source = await openForReading(path);
  const reader = readerFor(source, options, {});
  if (reader === columnsReader || reader === jsonlReader || hasOtherEntities(source)) {
    return predictionsOf(source.files[0], options);
  }
  const labels = await readLabels(options.labels);
  const assumed = options.offsets;
  const file = annotationFile(source, reader, { ...(labels && { labels }), assumed });
  const { tokenize } = cutterOf(file, options);
  return {
    path,
    sha256: file.sha256,
    sentences: { [Symbol.iterator]: () => sentencesOf(file, tokenize) },
    survey: () => undefined,
    warnings: () => [
      ...(assumed ? [] : renderDoubt(file, '--offsets', false)),
      ...renderLosses(file, false),
    ],
  };
}

/**
 * Whether records have gold entities of an annotation tool, and beside them those that `tagger tag`
 * or another program has added under "entities".
 */
const hasOtherEntities = (source: OpenedSource): boolean =>
  sampleOf(source).records?.some(
    (record) =>
      isFields(record) &&
      Array.isArray(record.entities) &&
      ['label', 'labels', 'spans'].some((name) => Array.isArray(record[name])),
  ) === true;

/**
 * @param format what chooses the reader, unless columns are named
 * @throws InputError for a folder, if columns are named
 */
function readerFor(
  source: OpenedSource,
  options: CorpusOptions,
  format: Pick<CorpusOptions, 'inputFormat'>,
): Reader {
  if (!hasColumns(options)) return chooseReader(source, format);
  if (source.isFolder) {
    throw new InputError(`${source.path}: expected a file of columns, found a folder`);
  }
  return columnsReader;
}

/** Whether flags name columns, which only column files have. */
const hasColumns = ({ inputFormat, tokenColumn, tagColumn }: CorpusOptions) =>
  inputFormat === undefined && (tokenColumn !== undefined || tagColumn !== undefined);

function surveyed(file: AnnotationFile, options: CorpusOptions): Corpus {
  const { path, sha256, format } = file;
  const { strict } = options;
  const { tokenize, cutBy } = cutterOf(file, options);
  const splits = createSplitReport();
  const typeCounts = new Map<string, number>();
  const renamed = new Map<string, string>();
  let [documentCount, sentenceCount, tokenCount] = [0, 0, 0];
  let hasRawText = false;
  for (const document of file.documents) {
    hasRawText ||= document.sentences === undefined;
    if (!document.continues) documentCount++;
    for (const { label } of document.entities) {
      const name = typeNameOf(label);
      if (name !== label) renamed.set(label, name);
    }
    for (const { tokens, spans } of cutDocument(document, { tokenize, onSplit: splits.add })) {
      sentenceCount++;
      tokenCount += tokens.length;
      for (const { label } of spans) typeCounts.set(label, (typeCounts.get(label) ?? 0) + 1);
    }
  }
  const warnings = [
    ...renderDoubt(file, '--offsets', strict ?? false),
    ...renderLosses(file, strict ?? false),
    ...renderIdleLabels(file),
    ...splits.render(path),
    ...renderRenamed(path, renamed),
  ];
  if (sentenceCount === 0) {
    throw new InputError(
      `${path}: expected texts with entities, found none (read as ${file.title})`,
    );
  }
  if (typeCounts.size === 0) warnings.push(`${path}: no entities`);
  const sentences = { [Symbol.iterator]: () => sentencesOf(file, tokenize) };
  return {
    path,
    sha256,
    format,
    ...(cutBy && { cutBy }),
    isLossy: file.doubt !== undefined || hasRealLoss(file),
    description: describeReading(file, documentCount),
    scheme: SCHEME,
    sentenceCount,
    tokenCount,
    typeCounts,
    readings: [],
    warnings,
    violationCount: 0,
    tagColumn: 0,
    sentences,
    tagged: { [Symbol.iterator]: () => taggedSentences(sentences) },
    ...(hasRawText && {
      inputs: { [Symbol.iterator]: () => modelInputs(file.documents) },
    }),
  };
}

interface Cutter {
  readonly tokenize: SentenceTokenizer;
  readonly cutBy?: TokenizerName;
}

function cutterOf(file: AnnotationFile, { tokenize, tokenizer }: CorpusOptions): Cutter {
  const isCut = hasTokens(file);
  if (isCut || tokenizer) return { tokenize, ...(!isCut && { cutBy: tokenizer }) };
  const cutBy = tokenizerByScript(textsOf(file));
  return { tokenize: splitWordsOf(tokenize, cutBy), cutBy };
}

/** Whether the format has tokens. All documents of a file are alike in this. */
function hasTokens({ documents }: AnnotationFile): boolean {
  for (const { sentences } of documents) return sentences !== undefined;
  return true;
}

function* textsOf({ documents }: AnnotationFile): Generator<string> {
  for (const { text } of documents) yield text;
}

function* sentencesOf(
  { documents }: AnnotationFile,
  tokenize: SentenceTokenizer,
): Generator<CutSentence> {
  for (const document of documents) yield* cutDocument(document, { tokenize, onSplit: () => {} });
}

function* taggedSentences(
  sentences: Iterable<CutSentence>,
): Generator<TaggedSentence & { readonly path: string }> {
  for (const { spans, ...sentence } of sentences) {
    const tags = renderTags(spans, sentence.tokens.length, SCHEME);
    yield { ...sentence, tags, tagColumn: 0, isWhole: true };
  }
}
