// Standoff files of brat (https://brat.nlplab.org/standoff.html): for each file of the input, its
// text (.txt) and the annotations (.ann).
//
// Offsets are code points of the whole text. brat reads a type up to the next space and an
// annotation up to the next line end, and does not store tabs in one: an entity with such a
// character is divided into fragments. brat has no place for confidences and ids but notes.
import type { Entity } from '../../../entities/entity.js';
import { type FileWriter, openFileWriter } from '../../../files/file-writer.js';
import { roundConfidence } from '../confidence.js';
import type { LineFormat } from '../format.js';
import { createOffsetConverter, lengthIn } from '../offsets.js';
import type { Line } from '../passage.js';

interface BratPaths {
  readonly text: string;
  readonly annotations: string;
  /** Whether existing files stay. */
  readonly keepsExisting?: boolean;
}

/** @param pathsOf the paths for a file of the input */
export function createBratFormat(pathsOf: (name: string) => BratPaths | undefined): LineFormat {
  let text: FileWriter | undefined;
  let annotations: FileWriter | undefined;
  let document = createBratDocument();

  function render(line: Pick<Line, 'text' | 'end'>, entities: readonly Entity[]): string {
    text?.write(line.text + line.end);
    annotations?.write(document.annotate(line, entities));
    return '';
  }

  return {
    unit: 'line',
    repeatsSource: true,
    beginFile: (name) => {
      const paths = pathsOf(name);
      if (paths === undefined) throw new Error(`no paths for ${name}`);
      const { keepsExisting } = paths;
      // Looking for abandoned files would take long in a folder of many; the caller does it once.
      const options = { keepsExisting, keepsAbandoned: true };
      text = openFileWriter(paths.text, options);
      annotations = openFileWriter(paths.annotations, options);
      document = createBratDocument();
      return '';
    },
    render,
    startRecord: () => ({
      write: (piece, entities) => render({ text: piece, end: '' }, entities),
      finish: (end) => [render({ text: '', end }, [])],
    }),
    flush: async () => {
      await text?.flush();
      await annotations?.flush();
    },
    endFile: async (isWhole) => {
      const writers = [text, annotations].filter((writer) => writer !== undefined);
      try {
        if (isWhole) for (const writer of writers) await writer.close();
      } finally {
        // Without effect on a file that is in its place.
        for (const writer of writers) await writer.discard();
      }
      return '';
    },
  };
}

/** Counts the annotations and the characters of a document. */
function createBratDocument() {
  let place = 0;
  let entityCount = 0;
  let noteCount = 0;

  function renderEntity(entity: Entity, fragments: readonly Fragment[]): string {
    entityCount++;
    const spans = fragments.map(({ start, end }) => `${start} ${end}`).join(';');
    const texts = fragments.map((fragment) => fragment.text).join(' ');
    const note = noteOf(entity);
    const line = `T${entityCount}\t${typeName(entity.label)} ${spans}\t${texts}\n`;
    if (note === '') return line;
    noteCount++;
    return `${line}#${noteCount}\tAnnotatorNotes T${entityCount}\t${note}\n`;
  }

  return {
    annotate({ text, end }: Pick<Line, 'text' | 'end'>, entities: readonly Entity[]): string {
      const convert = createOffsetConverter(text, 'codepoint');
      let lines = '';
      for (const entity of entities) {
        const fragments = fragmentsOf(text, entity, (offset) => place + convert(offset));
        if (fragments.length > 0) lines += renderEntity(entity, fragments);
      }
      place += lengthIn(text, 'codepoint') + end.length;
      return lines;
    },
  };
}

interface Fragment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

// Tabs and what Python's splitlines() takes for the end of a line; other controls come along.
const BREAK = /[\p{Cc}\p{Zl}\p{Zp}]/gu;
const FRAGMENT = /[^\p{Cc}\p{Zl}\p{Zp}]+/gu;

function fragmentsOf(
  text: string,
  { start, end }: Entity,
  convert: (offset: number) => number,
): Fragment[] {
  return [...text.slice(start, end).matchAll(FRAGMENT)].map(({ 0: part, index }) => ({
    text: part,
    start: convert(start + index),
    end: convert(start + index + part.length),
  }));
}

/** Of the characters that brat accepts in the names of its configuration. */
const typeName = (label: string) => label.replace(/[^A-Za-z0-9_-]/gu, '_') || '_';

function noteOf({ confidence, id }: Entity): string {
  const parts: string[] = [];
  if (confidence !== undefined) parts.push(`confidence ${roundConfidence(confidence)}`);
  if (id !== undefined) parts.push(`id ${id.replace(BREAK, ' ')}`);
  return parts.join(', ');
}
