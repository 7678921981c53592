// Documents written in a format and read again, in memory.

import { annotationFile, chooseReader } from '../../../src/annotations/corpus/open-annotations.js';
import type { AnnotatedDocument } from '../../../src/annotations/document.js';
import { createOutputLosses } from '../../../src/cli/convert/losses.js';
import { groupPieces } from '../../../src/cli/convert/pieces.js';
import { createCutter } from '../../../src/cli/convert/read-corpus.js';
import { renderDocuments } from '../../../src/cli/convert/render-documents.js';
import { type TargetName, targetOf } from '../../../src/cli/formats/table/targets.js';

export type Documents = readonly (readonly AnnotatedDocument[])[];

export const cut = createCutter();

export async function write(name: TargetName, documents: Documents) {
  const target = targetOf(name);
  const losses = createOutputLosses();
  const offsets = target.offsets?.[0] ?? 'utf16';
  const format = await target.load({ scheme: 'IOB2', offsets, pathsOf: () => undefined });
  let output = '';
  const names = documents.map(([{ id }], index) => id ?? String(index));
  for await (const piece of renderDocuments(documents, { target, format, names, cut, losses })) {
    output += piece;
  }
  return { output, losses: losses.render() };
}

export function read(name: TargetName, output: string): Documents {
  const bytes = Buffer.from(output);
  const files = [{ path: 'in', sha256: '', chunks: () => [bytes] }];
  const source = { path: 'in', sha256: '', isFolder: false, files };
  const options = { inputFormat: name === 'conllu' ? 'conll' : name };
  return groupPieces(annotationFile(source, chooseReader(source, options), options).documents);
}
