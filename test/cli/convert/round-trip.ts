// Documents written in a format and read again, in memory.

import { join } from 'node:path';
import { annotationFile, chooseReader } from '../../../src/annotations/corpus/open-annotations.js';
import type { AnnotatedDocument } from '../../../src/annotations/document.js';
import { documentNames, fileNames } from '../../../src/cli/convert/document-names.js';
import { createOutputLosses } from '../../../src/cli/convert/losses.js';
import { groupPieces } from '../../../src/cli/convert/pieces.js';
import { createCutter } from '../../../src/cli/convert/read-corpus.js';
import { renderDocuments } from '../../../src/cli/convert/render-documents.js';
import { type TargetName, targetOf } from '../../../src/cli/formats/table/targets.js';

export type Documents = readonly (readonly AnnotatedDocument[])[];

export const cut = createCutter();

/** @param folder for a format that writes files */
export async function write(name: TargetName, documents: Documents, folder?: string) {
  const target = targetOf(name);
  const losses = createOutputLosses();
  const offsets = target.offsets?.[0] ?? 'utf16';
  const pathsOf = (document: string) =>
    folder === undefined
      ? undefined
      : { text: join(folder, `${document}.txt`), annotations: join(folder, `${document}.ann`) };
  const format = await target.load({ scheme: 'IOB2', offsets, pathsOf });
  let output = '';
  const given = documentNames(documents, 'in');
  const names = folder === undefined ? given : fileNames(given);
  for await (const piece of renderDocuments(documents, { target, format, names, cut, losses })) {
    output += piece;
  }
  return { output, names, losses: losses.render() };
}

export function read(name: TargetName, output: string): Documents {
  const bytes = Buffer.from(output);
  const files = [{ path: 'in', sha256: '', chunks: () => [bytes] }];
  const source = { path: 'in', sha256: '', isFolder: false, files };
  const columns = name === 'conllu' ? { tokenColumn: 2, tagColumn: 10 } : {};
  const options = { inputFormat: name === 'conllu' ? 'conll' : name, columns };
  return groupPieces(annotationFile(source, chooseReader(source, options), options).documents);
}
