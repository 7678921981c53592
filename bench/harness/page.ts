// Pages of results: hand-written prose around sections that a program writes.
//
//   <!-- begin kernels -->
//
//   the machine, tables and their legends
//
//   <!-- end kernels -->
import { existsSync, readFileSync } from 'node:fs';
import { InputError } from '../../src/errors.js';
import { writeFileAtomically } from '../../src/files/write-file.js';

export interface Page {
  readonly path: string;
  /** Replaces the content of a section and nothing else. */
  writeSection(name: string, content: string): Promise<void>;
}

/** Opens a page that has a section for each of the names. */
export function openPage(path: string, names: readonly string[]): Page {
  const found = sectionNames(readPage(path), path);
  const missing = names.find((name) => !found.includes(name));
  if (missing !== undefined) throw new InputError(missingSection(path, missing));
  return {
    path,
    // The prose may have been edited during the measurement, so the page is read again.
    writeSection: (name, content) => {
      const text = replaceSection(readPage(path), path, name, content);
      return writeFileAtomically(path, [Buffer.from(text)]);
    },
  };
}

/** Names of the sections of a page, in their order. */
export function sectionNames(text: string, path: string): string[] {
  const names: string[] = [];
  let open: string | undefined;
  for (const match of text.matchAll(/<!-- (begin|end) (\S+) -->/g)) {
    const [marker, kind, name] = match;
    const where = `${path}:${text.slice(0, match.index).split('\n').length}`;
    const isExpected = open === undefined ? kind === 'begin' : kind === 'end' && name === open;
    if (!isExpected) {
      const expected = open === undefined ? 'begin NAME' : `end ${open}`;
      throw new InputError(`${where}: expected <!-- ${expected} -->, found ${marker}`);
    }
    if (kind === 'begin' && names.includes(name)) {
      throw new InputError(`${where}: section "${name}" given twice`);
    }
    if (kind === 'begin') names.push(name);
    open = kind === 'begin' ? name : undefined;
  }
  if (open !== undefined) {
    throw new InputError(`${path}: expected <!-- end ${open} -->, found the end of the file`);
  }
  return names;
}

/** The text of a page with the content of one section replaced. */
export function replaceSection(text: string, path: string, name: string, content: string): string {
  if (!sectionNames(text, path).includes(name)) throw new InputError(missingSection(path, name));
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const before = text.slice(0, text.indexOf(begin) + begin.length);
  return `${before}\n\n${content.trim()}\n\n${text.slice(text.indexOf(end))}`;
}

const missingSection = (path: string, name: string) =>
  `${path}: expected a section "${name}" (<!-- begin ${name} --> ... <!-- end ${name} -->), found none`;

function readPage(path: string): string {
  if (existsSync(path)) return readFileSync(path, 'utf8');
  throw new InputError(`${path}: no such file`);
}
