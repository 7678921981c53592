// Text with entities in brackets, as in [Teddy Roosevelt](PER): what `tagger tag` prints.
import { isTag } from '../../corpora/tags.js';
import { InputError } from '../../errors.js';
import { excerpt } from '../../files/excerpt.js';
import { utf8Lines } from '../../files/utf8-lines.js';
import type { RawSpan, Reader } from '../reader.js';

export const inlineReader: Reader = {
  name: 'inline',
  title: 'text with entities in brackets',
  recognizes: ({ start, records }) =>
    records === undefined && hasTypes(start) && !hasColumns(start),
  *read({ files }) {
    for (const { path, chunks } of files) {
      let line = 0;
      for (const source of utf8Lines(chunks(), path)) {
        line++;
        const { text, spans } = parseInline(source, `${path}:${line}`);
        spans.forEach(checkType);
        const continues = line > 1 && { continues: true as const };
        yield { text, spans, path, line, ...continues };
      }
    }
  },
};

/** Whether brackets are entities: in Markdown, they are links. */
function hasTypes(text: string): boolean {
  const types = [...text.matchAll(/\[[^[\]\n]+\]\(([^()\n]+)\)/gu)].map(([, type]) => type);
  return types.length > 0 && !types.some((type) => /[/.:#\s]/u.test(type));
}

/** @throws InputError for the target of a link */
function checkType({ label, place }: RawSpan): void {
  if (!/\/|^#|^[a-z][a-z\d+.-]*:|^www\.|\.[a-z][a-z\d]{0,4}(?:[?#].*)?$/u.test(label)) return;
  throw new InputError(
    `${place}: expected a type such as PER in parentheses, found what looks like a path or URL: ${excerpt(label)}`,
  );
}

/** Whether most lines have a tag: brackets are tokens then. */
function hasColumns(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const rows = lines.filter((line) => line.split(/[ \t]+/).some(isTag));
  return rows.length * 2 > lines.length;
}

interface InlineText {
  readonly text: string;
  readonly spans: readonly RawSpan[];
}

// After the bracket that closes an entity. No type has brackets.
const TYPE = /\(([^()[\]\n]+)\)/uy;
const BRACKET = /[[\]]/g;

/**
 * Reads a line. An entity may have pairs of brackets in it, and a bracket without its pair is text.
 *
 * @param place of the line in its file
 */
export function parseInline(source: string, place: string): InlineText {
  const spans: RawSpan[] = [];
  let text = '';
  let from = 0;
  let open: number[] = [];
  let lastOpen = -1;
  for (const { 0: bracket, index } of source.matchAll(BRACKET)) {
    if (bracket === '[') {
      open.push(index);
      lastOpen = index;
      continue;
    }
    const start = open.pop() ?? lastOpen;
    TYPE.lastIndex = index + 1;
    const type = start >= from && start + 1 < index ? TYPE.exec(source) : null;
    if (type === null) continue;
    text += source.slice(from, start);
    const entity = source.slice(start + 1, index);
    spans.push({ label: type[1], start: text.length, end: text.length + entity.length, place });
    text += entity;
    from = TYPE.lastIndex;
    open = [];
    lastOpen = -1;
  }
  return { text: text + source.slice(from), spans };
}
