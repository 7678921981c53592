// The mapping file, which holds what each stand-in of a run stands for, as JSON Lines:
//
//   {"mapping":"tagger","version":1,"entries":2}
//   {"standIn":"[PER_1]","label":"PER","text":"Theodore Roosevelt"}
//   {"standIn":"[LOC_1]","label":"LOC","text":"Paris"}
//
// The version stands for the form of the stand-ins, too: how they are found, and how look-alikes are
// escaped.
import { InputError } from '../errors.js';
import { parseJson } from '../files/parse-json.js';
import { utf8Lines } from '../files/utf8-lines.js';
import { isStandIn, type Pseudonyms } from './stand-ins.js';

const VERSION = 1;
const PIECE_LENGTH = 1 << 16;

/** The bytes of the file. */
export function* renderMapping(pseudonyms: Pseudonyms): Generator<Uint8Array> {
  let lines = renderLine({ mapping: 'tagger', version: VERSION, entries: pseudonyms.count });
  for (const pseudonym of pseudonyms.all()) {
    lines += renderLine(pseudonym);
    if (lines.length < PIECE_LENGTH) continue;
    yield Buffer.from(lines);
    lines = '';
  }
  yield Buffer.from(lines);
}

const renderLine = (value: unknown) => `${JSON.stringify(value)}\n`;

/**
 * What each stand-in stands for.
 *
 * @param path names the file in errors, which do not quote it: it holds what is to stay private
 * @throws InputError for a file that is no mapping, is of another version, or is damaged
 */
export function parseMapping(content: Uint8Array, path: string): ReadonlyMap<string, string> {
  const originals = new Map<string, string>();
  let entryCount: number | undefined;
  let lineNumber = 0;
  for (const line of utf8Lines(content, path, refuseDamage(path))) {
    lineNumber++;
    if (entryCount === undefined) {
      entryCount = parseHead(line, path);
      continue;
    }
    const refuse = (what: string) => new InputError(`${path}:${lineNumber}: ${what}`);
    const { standIn, text } = objectOf(line);
    if (typeof standIn !== 'string' || !isStandIn(standIn) || typeof text !== 'string') {
      throw refuse('expected an object with a "standIn" such as "[PER_1]" and its "text"');
    }
    if (originals.has(standIn)) throw refuse(`${standIn} given twice`);
    originals.set(standIn, text);
  }
  if (entryCount === undefined) throw notAMapping(path);
  if (originals.size !== entryCount) {
    throw new InputError(
      `${path}: expected as many entries as the first line says, ${entryCount}, found ${originals.size}`,
    );
  }
  return originals;
}

/** The number of entries. */
function parseHead(line: string, path: string): number {
  const { mapping, version, entries } = objectOf(line);
  if (mapping !== 'tagger' || typeof version !== 'number') throw notAMapping(path);
  if (version !== VERSION) {
    throw new InputError(`${path}: expected a mapping of version ${VERSION}, found ${version}`);
  }
  if (typeof entries !== 'number') throw notAMapping(path);
  return entries;
}

/** Empty if the line is no object. */
const objectOf = (line: string): Readonly<Record<string, unknown>> => Object(parseJson(line));

const notAMapping = (path: string) =>
  new InputError(`${path}: expected a file that tagger tag --mapping wrote, found another`);

function refuseDamage(path: string) {
  return (line: number) => {
    throw new InputError(`${path}:${line}: expected UTF-8 text, found other bytes`);
  };
}
