// The start of a file, which shows its format.
import { InputError } from '../../errors.js';
import type { ByteSource } from '../../files/byte-source.js';
import { excerpt } from '../../files/excerpt.js';
import { parseJson } from '../../files/parse-json.js';
import { isFields } from '../json-fields.js';
import { jsonRecords } from '../json-records.js';
import type { AnnotationSource, Sample } from '../reader.js';

const START_BYTES = 1 << 16;
// An empty list of entities does not show what its entities would look like.
const RECORD_COUNT = 50;

export function sampleOf({
  path,
  isFolder,
  files,
}: AnnotationSource & Pick<Sample, 'isFolder'>): Sample {
  if (isFolder || path.endsWith('.ann')) return { path, isFolder, start: '' };
  const [file] = files;
  const start = startOf(file);
  const records = mayBeJson(start) ? firstRecords(file, start) : undefined;
  return { path, isFolder, start, ...(records && { records }) };
}

const SHOWN_KEYS = 5;
const LONGEST_SCALAR = 1000;

/** A description of JSON in which no format was recognized; undefined if it is no JSON. */
export function unknownJson({ start, records }: Sample): string | undefined {
  if (records === undefined) {
    const isScalar = start.length <= LONGEST_SCALAR && parseJson(start) !== undefined;
    return isScalar ? unknownStructure(excerpt(start.trim())) : undefined;
  }
  const [first] = records;
  if (first === undefined) return 'expected a corpus, found an empty list';
  if (!isFields(first)) return unknownStructure(Array.isArray(first) ? 'lists' : String(first));
  const keys = Object.keys(first);
  const shown = keys.slice(0, SHOWN_KEYS).map((key) => excerpt(key).slice(1, -1));
  const rest = keys.length > SHOWN_KEYS ? ', …' : '';
  return unknownStructure(keys.length === 0 ? 'no keys' : `keys: ${shown.join(', ')}${rest}`);
}

const unknownStructure = (content: string) =>
  `expected a corpus, found JSON of an unknown structure (${content}); see tagger help formats`;

function startOf({ chunks }: ByteSource): string {
  let start = '';
  for (const chunk of chunks()) {
    start += Buffer.from(chunk.subarray(0, START_BYTES)).toString('utf8');
    if (start.length >= START_BYTES) break;
  }
  return start.replace(/^\ufeff/u, '');
}

// A column file may begin with a brace or a bracket too.
const mayBeJson = (start: string) => /^\s*(?:\{\s*["}]|\[\s*(?:["[{\]]|$))/u.test(start);

/** Undefined if the file does not begin with a JSON record. */
function firstRecords(file: ByteSource, start: string): unknown[] | undefined {
  const records: unknown[] = [];
  try {
    for (const { value } of jsonRecords(file)) {
      records.push(value);
      if (records.length === RECORD_COUNT) break;
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // What the records before the damage show is enough: the reader will report it.
    if (records.length === 0 && isSurelyJson(start)) throw error;
    if (records.length === 0) return undefined;
  }
  return records;
}

const isSurelyJson = (start: string) => /^\s*(?:\{\s*"[^"]*"\s*:|\[\s*[{[]\s*["{])/u.test(start);
