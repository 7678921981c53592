// Folders of brat (https://brat.nlplab.org/standoff.html): for each document its text (.txt) and the
// annotations (.ann).
//
// Offsets are code points of the whole text, of which a byte order mark is one.
import { dirname, relative } from 'node:path';
import { InputError } from '../../errors.js';
import type { ByteSource } from '../../files/byte-source.js';
import { decodeUtf8 } from '../../files/decode-utf8.js';
import { excerpt } from '../../files/excerpt.js';
import { utf8Lines } from '../../files/utf8-lines.js';
import type { LossCounter, LossKind } from '../losses.js';
import type { RawSpan, Reader } from '../reader.js';

export const BRAT_ENDINGS = ['.txt', '.ann'];

export const bratReader: Reader = {
  name: 'brat',
  title: 'brat folder',
  unit: 'codepoint',
  recognizes: ({ isFolder, path }) => isFolder || path.endsWith('.ann'),
  *read({ path, files }, losses) {
    // A single document may be given by its file.
    const folder = path.endsWith('.ann') ? dirname(path) : path;
    const byPath = new Map(files.map((file) => [file.path, file]));
    const names = new Set(files.map((file) => file.path.slice(0, -BRAT_ENDINGS[0].length)));
    if (names.size === 0) {
      throw new InputError(`${path}: expected .txt and .ann files of brat, found none`);
    }
    for (const name of names) {
      const text = byPath.get(`${name}.txt`);
      const annotations = byPath.get(`${name}.ann`);
      if (text === undefined) {
        throw new InputError(`${name}.ann: expected the text in ${name}.txt, found no such file`);
      }
      if (annotations === undefined) {
        losses.add('unannotated', text.path);
        continue;
      }
      const id = relative(folder, name) || name;
      const content = [...decodeUtf8(text.chunks(), text.path)].join('');
      yield { id, text: content, spans: readSpans(annotations, losses), path: text.path };
    }
  },
};

const LOST_KINDS: Readonly<Record<string, LossKind>> = {
  R: 'relations',
  '*': 'relations',
  E: 'events',
  A: 'attributes',
  M: 'attributes',
  N: 'normalizations',
  '#': 'notes',
};

function readSpans({ path, chunks }: ByteSource, losses: LossCounter): RawSpan[] {
  const spans = new Map<string, RawSpan>();
  const triggers: string[] = [];
  let line = 0;
  for (const text of utf8Lines(chunks(), path)) {
    line++;
    if (text.trim() === '') continue;
    const place = `${path}:${line}`;
    const [name, content = ''] = text.split('\t');
    if (name.startsWith('T')) {
      if (spans.has(name)) throw new InputError(`${place}: ${excerpt(name)} is given twice`);
      spans.set(name, spanOf(text, place));
      continue;
    }
    const kind = LOST_KINDS[name[0]];
    if (kind === undefined) throw malformed(place, text);
    const noted = kind === 'notes' ? takeNote(text, spans) : false;
    if (!noted) losses.add(kind, place);
    // The text that expresses an event is part of it.
    if (kind === 'events') triggers.push(/^[^:\s]+:(\S+)/.exec(content)?.[1] ?? '');
  }
  for (const trigger of triggers) spans.delete(trigger);
  return [...spans.values()];
}

const malformed = (place: string, text: string) =>
  new InputError(
    `${place}: expected an annotation such as "T1\\tORG 0 4\\tSony", found ${excerpt(text)}`,
  );

/** Of a line such as `T1<tab>Location 0 5;16 23<tab>North America`. */
function spanOf(line: string, place: string): RawSpan {
  const [, label, ranges, text] = /^T[^\t]*\t(\S+) ([\d ;]+)\t?(.*)$/su.exec(line) ?? [];
  const fragments = ranges?.split(';').map((range) => range.trim().split(' ').map(Number));
  if (label === undefined || !fragments?.every(isRange)) throw malformed(place, line);
  const inOrder = fragments.toSorted(([a], [b]) => a - b);
  return {
    label,
    start: inOrder[0][0],
    end: Math.max(...inOrder.map(([, end]) => end)),
    place,
    ...(line.split('\t').length > 2 && { text }),
    ...(fragments.length > 1 && { fragments: inOrder }),
  };
}

const isRange = (range: readonly number[]): range is [number, number] =>
  range.length === 2 && range.every(Number.isSafeInteger) && range[0] <= range[1];

/** Reads a confidence and an id as `tagger tag` writes them; whether it is such a note. */
function takeNote(line: string, spans: Map<string, RawSpan>): boolean {
  const pattern =
    /^#\d+\tAnnotatorNotes (T\d+)\t(?:confidence (?<confidence>[01](?:\.\d+)?))?(?:(?:^|, |\t)?id (?<id>.+))?$/su;
  const match = pattern.exec(line);
  const span = spans.get(match?.[1] ?? '');
  if (!match || span === undefined) return false;
  const { confidence, id } = match.groups ?? {};
  if (confidence === undefined && id === undefined) return false;
  spans.set(match[1], {
    ...span,
    ...(confidence !== undefined && { confidence: Number(confidence) }),
    ...(id !== undefined && { id }),
  });
  return true;
}
