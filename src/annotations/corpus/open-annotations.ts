// Opens a file or folder of annotations in whatever format it has.
import type { OffsetUnit } from '../../entities/offsets.js';
import { InputError } from '../../errors.js';
import { openSource } from '../../files/byte-source.js';
import { checksumOf, isFolder, openFolder } from '../../files/open-folder.js';
import type { AnnotatedDocument, AnnotationFile } from '../document.js';
import { createLossCounter, type Losses } from '../losses.js';
import { checkUnit, detectUnit } from '../offset-units.js';
import type { AnnotationSource, Reader, ReadOptions } from '../reader.js';
import { BRAT_ENDINGS } from '../readers/brat.js';
import { columnsReader } from '../readers/columns.js';
import { resolveDocument } from '../resolve.js';
import { readers } from './readers.js';
import { sampleOf, unknownJson } from './sample.js';

export interface AnnotationOptions extends ReadOptions {
  /** The name of the format. Default: it is recognized. */
  readonly inputFormat?: string;
  /** What offsets count. Default: it is detected. */
  readonly offsets?: OffsetUnit;
  /** What they count if the texts of entities do not show it. Default: what the format defines. */
  readonly assumed?: OffsetUnit;
}

/**
 * Opens annotations, and reads them once for the unit of their offsets.
 *
 * @throws InputError if a file cannot be read, a record is malformed, or offsets do not fit
 */
export async function openAnnotations(
  path: string,
  options: AnnotationOptions = {},
): Promise<AnnotationFile> {
  const source = await openForReading(path);
  return annotationFile(source, chooseReader(source, options), options);
}

export interface OpenedSource extends AnnotationSource {
  readonly sha256: string;
  readonly isFolder: boolean;
}

/** Opens a file, the files of a folder, or the two files of one document of brat. */
export async function openForReading(path: string): Promise<OpenedSource> {
  if (await isFolder(path)) {
    return { path, isFolder: true, ...(await openFolder(path, BRAT_ENDINGS)) };
  }
  const file = await openSource(path);
  if (!path.endsWith('.ann')) return { path, isFolder: false, files: [file], sha256: file.sha256 };
  const text = await openSource(path.replace(/\.ann$/, '.txt'));
  const sha256 = checksumOf([
    { name: 'ann', sha256: file.sha256 },
    { name: 'txt', sha256: text.sha256 },
  ]);
  return { path, isFolder: false, files: [file, text], sha256 };
}

/** @throws InputError for a folder whose format is one of files */
export function chooseReader(
  source: OpenedSource,
  { inputFormat }: Pick<AnnotationOptions, 'inputFormat'>,
): Reader {
  if (source.isFolder && inputFormat !== undefined && inputFormat !== 'brat') {
    throw new InputError(`${source.path}: expected a file, found a folder`);
  }
  const sample = inputFormat === undefined ? sampleOf(source) : undefined;
  const reader = readers.find(({ name, recognizes }) =>
    sample ? recognizes(sample) : name === inputFormat,
  );
  if (reader === undefined) throw new Error(`no reader for ${inputFormat}`);
  const unknown = sample && reader === columnsReader ? unknownJson(sample) : undefined;
  if (unknown !== undefined) throw new InputError(`${source.path}: ${unknown}`);
  return reader;
}

export function annotationFile(
  source: OpenedSource,
  reader: Reader,
  options: AnnotationOptions,
): AnnotationFile {
  let hasLabelIds = false;
  const onLabelId = () => {
    hasLabelIds = true;
  };
  const read = (counter = createLossCounter()) =>
    reader.read(source, counter, { ...options, onLabelId });
  const given = reader.unit && options.offsets;
  const detected =
    !given && reader.unit ? detectUnit(read(), options.assumed ?? reader.unit) : undefined;
  const unit = given ?? detected?.unit;
  let losses: Losses = new Map();

  function* documents(): Generator<AnnotatedDocument> {
    const counter = createLossCounter();
    for (const document of read(counter)) {
      if (given) checkUnit(document, given);
      yield resolveDocument(document, unit ?? 'utf16', counter);
    }
    losses = counter.losses;
  }

  return {
    path: source.path,
    sha256: source.sha256,
    format: reader.name,
    title: reader.title,
    ...(unit && { unit }),
    ...(detected?.doubt && { doubt: detected.doubt }),
    documents: { [Symbol.iterator]: documents },
    losses: () => losses,
    hasIdleLabels: () => options.labels !== undefined && !hasLabelIds,
  };
}
