// Reads gazetteers and deny lists from files.
import { excerpt } from '../files/excerpt.js';
import { readWholeFile } from '../files/read-whole-file.js';
import { utf8Lines } from '../files/utf8-lines.js';
import { DenyList } from './deny-list.js';
import { Gazetteer, type ListedName } from './gazetteer.js';
import { isBlank } from './list-entry.js';
import {
  createDenyFormat,
  createGazetteerFormat,
  type EntryParser,
  type ListFormat,
  type ParsedEntry,
} from './parse-entries.js';

/** Receives a sentence about entries that have no effect. */
export type Warn = (warning: string) => void;

/**
 * Reads the files, plain or gzipped, into one gazetteer. A file is JSON Lines if its first line
 * that is not blank begins with {, else columns.
 *
 * @throws InputError if a file cannot be read or a line of it is malformed
 */
export async function readGazetteer(
  paths: readonly string[],
  ignoresCase: boolean,
  warn: Warn,
): Promise<Gazetteer> {
  const gazetteer = new Gazetteer(ignoresCase);
  const repetitions = new Tally();
  const contradictions = new Tally();
  for (const path of paths) {
    await readEntries(path, createGazetteerFormat(), (entry, line) => {
      const addition = gazetteer.add(entry);
      if (addition === 'new') return;
      if (addition === 'repeated') return repetitions.count(repetitionAt(path, line, entry));
      contradictions.count(
        () =>
          `${path}:${line}: ${excerpt(entry.text)} is ${describe(entry)} here, but ` +
          `${describe(addition.earlier)} in an earlier entry, which counts`,
      );
    });
  }
  repetitions.report('repeated entries', warn);
  contradictions.report('contradictions', warn);
  return gazetteer;
}

/** The same for a deny list. */
export async function readDenyList(
  paths: readonly string[],
  ignoresCase: boolean,
  warn: Warn,
): Promise<DenyList> {
  const deny = new DenyList(ignoresCase);
  const repetitions = new Tally();
  for (const path of paths) {
    await readEntries(path, createDenyFormat(), (entry, line) => {
      if (!deny.add(entry)) repetitions.count(repetitionAt(path, line, entry));
    });
  }
  repetitions.report('repeated entries', warn);
  return deny;
}

async function readEntries<Entry extends ParsedEntry>(
  path: string,
  format: ListFormat<Entry>,
  add: (entry: Entry, line: number) => void,
): Promise<void> {
  const { content } = await readWholeFile(path);
  let parse: EntryParser<Entry> | undefined;
  let line = 0;
  const where = () => `${path}:${line}`;
  for (const text of utf8Lines(content, path)) {
    line++;
    if (isBlank(text)) continue;
    parse ??= /^\s*\{/.test(text) ? format.jsonl : format.tsv;
    add(parse(text, where), line);
  }
}

const repetitionAt =
  (path: string, line: number, { text }: ParsedEntry) =>
  () =>
    `${path}:${line}: ${excerpt(text)} is given again`;

const describe = ({ label, id }: ListedName) =>
  id === undefined ? label : `${label} with id ${excerpt(id)}`;

/** Counts entries of one kind, and describes the first. */
class Tally {
  #count = 0;
  #first = '';

  count(describeEntry: () => string): void {
    if (this.#count === 0) this.#first = describeEntry();
    this.#count++;
  }

  /** @param kind the entries, for their number */
  report(kind: string, warn: Warn): void {
    if (this.#count === 0) return;
    const isOnly = this.#count === 1;
    warn(isOnly ? this.#first : `${this.#first} (the first of ${this.#count} ${kind})`);
  }
}
