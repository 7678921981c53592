// The lists of names that a program gives to the library, and the checks of its options.
import type { Refine } from '../entities/entity.js';
import { wrongType } from '../files/wrong-type.js';
import { DenyList } from './deny-list.js';
import { Gazetteer } from './gazetteer.js';
import {
  type DenyEntry,
  EXPECTED_LABEL,
  EXPECTED_TEXT,
  type GazetteerEntry,
  isBlank,
  isLabel,
  LONGEST_TEXT,
} from './list-entry.js';
import { type GazetteerWins, gazetteerWins, refineByLists } from './refine-by-lists.js';

export interface ListOptions {
  /** Names to find: the path of a list file, or entries. Of several for one name, the first counts. */
  readonly gazetteer?: string | readonly GazetteerEntry[];
  /** When a listed name replaces what the model found; `always` by default. */
  readonly gazetteerWins?: GazetteerWins;
  /** Texts that are never an entity: the path of a list file, or entries. */
  readonly deny?: string | readonly DenyEntry[];
  /** Whether names are compared without case; an entry can say otherwise. */
  readonly ignoreCase?: boolean;
}

/** How list files are read. */
export interface ListReaders {
  readGazetteer(path: string, ignoresCase: boolean): Promise<Gazetteer>;
  readDenyList(path: string, ignoresCase: boolean): Promise<DenyList>;
}

/** The step that the lists add to tagging; undefined without a list. */
export async function openLists(
  options: ListOptions,
  { readGazetteer, readDenyList }: ListReaders,
): Promise<Refine | undefined> {
  const { gazetteer, gazetteerWins: wins = 'always', deny, ignoreCase = false } = options;
  if (gazetteer === undefined && deny === undefined) return undefined;
  const gazetteerOf = (source: string | readonly GazetteerEntry[]) =>
    typeof source === 'string'
      ? readGazetteer(source, ignoreCase)
      : listOf(new Gazetteer(ignoreCase), source);
  const denyListOf = (source: string | readonly DenyEntry[]) =>
    typeof source === 'string'
      ? readDenyList(source, ignoreCase)
      : listOf(new DenyList(ignoreCase), source);
  return refineByLists({
    gazetteer: gazetteer === undefined ? undefined : await gazetteerOf(gazetteer),
    wins,
    deny: deny === undefined ? undefined : await denyListOf(deny),
  });
}

function listOf<Entry, List extends { add(entry: Entry): unknown }>(
  list: List,
  entries: readonly Entry[],
): List {
  for (const entry of entries) list.add(entry);
  return list;
}

/** The options by name, each with a check that throws a TypeError. */
export const listOptions: Readonly<Record<keyof ListOptions, (value: unknown) => void>> = {
  gazetteer: (value) => checkList('gazetteer', value, ['label']),
  gazetteerWins: (value) => {
    if (gazetteerWins.some((known) => known === value)) return;
    const choices = gazetteerWins.map((known) => `"${known}"`).join(', ');
    throw wrongType(`loadTagger: expected gazetteerWins to be one of ${choices}`, value);
  },
  deny: (value) => checkList('deny', value, []),
  ignoreCase: (value) => {
    if (typeof value === 'boolean') return;
    throw wrongType('loadTagger: expected ignoreCase to be true or false', value);
  },
};

/** @param required fields beside the text */
function checkList(option: string, list: unknown, required: readonly string[]): void {
  if (typeof list === 'string' && list !== '') return;
  if (!Array.isArray(list)) {
    throw wrongType(`loadTagger: expected ${option} to be a path or an array of entries`, list);
  }
  for (const [index, entry] of list.entries()) {
    const place = `${option}[${index}]`;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      throw wrongType(`loadTagger: expected ${place} to be an object`, entry);
    }
    const fields: Readonly<Record<string, unknown>> = { ...entry };
    for (const [name, { expected, accepts }] of Object.entries(entryFields)) {
      const value = fields[name];
      if (value === undefined && name !== 'text' && !required.includes(name)) continue;
      if (!accepts(value)) {
        throw wrongType(`loadTagger: expected ${place}.${name} to be ${expected}`, value);
      }
    }
    if (String(fields.text).length > LONGEST_TEXT) {
      const expected = `at most ${LONGEST_TEXT} characters`;
      throw wrongType(`loadTagger: expected ${place}.text to have ${expected}`, fields.text);
    }
  }
}

interface EntryField {
  readonly expected: string;
  accepts(value: unknown): boolean;
}

const entryFields: Readonly<Record<keyof GazetteerEntry, EntryField>> = {
  text: {
    expected: EXPECTED_TEXT,
    accepts: (value) => typeof value === 'string' && !isBlank(value),
  },
  label: {
    expected: EXPECTED_LABEL,
    accepts: (value) => typeof value === 'string' && isLabel(value),
  },
  id: {
    expected: 'a text that is not empty',
    accepts: (value) => typeof value === 'string' && value !== '',
  },
  caseSensitive: {
    expected: 'true or false',
    accepts: (value) => typeof value === 'boolean',
  },
};
