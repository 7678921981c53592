// What must be true of the output of `tagger tag`, whatever the input.
import type { FormatName } from '../../../src/cli/formats/table/formats.js';
import { isRecord } from '../../../src/cli/is-record.js';

/** @throws an error, which is a finding, if the output contradicts its format */
export function checkOutput(format: FormatName, output: string, flags: readonly string[]): void {
  if (format === 'jsonl' && !flags.includes('jsonl')) checkJsonLines(output);
  if (format === 'jsonl' || format === 'doccano' || format === 'prodigy') {
    for (const line of output.split('\n')) if (line.trim() !== '') JSON.parse(line);
  }
  if (format === 'label-studio' || format === 'spacy') JSON.parse(output);
  if (format === 'xml') checkXml(output);
}

/** Each entity is where it says. */
function checkJsonLines(output: string): void {
  for (const line of output.split('\n').slice(0, -1)) {
    const record: unknown = JSON.parse(line);
    if (!isRecord(record) || !Array.isArray(record.entities)) throw new Error('no record');
    const { text, entities } = record;
    if (typeof text !== 'string') throw new Error('a record without text');
    let last = 0;
    for (const { start, end } of entities) {
      if (start < last || end <= start || end > text.length) throw new Error('a wrong place');
      last = end;
    }
  }
}

/** Only characters that XML may hold, and every element closed. */
function checkXml(output: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not occur.
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(output)) throw new Error('no XML character');
  const tags = [...output.matchAll(/<(\/?)(texts?|entity)\b[^>]*?(\/?)>/g)];
  const depth = tags.reduce((sum, [, end, , empty]) => sum + (end ? -1 : empty ? 0 : 1), 0);
  if (depth !== 0) throw new Error('an element that is not closed');
}
