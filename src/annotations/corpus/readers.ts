// All formats of corpora. The first that recognizes a file reads it.
import type { Reader } from '../reader.js';
import { bratReader } from '../readers/brat.js';
import { columnsReader } from '../readers/columns.js';
import { doccanoReader } from '../readers/doccano.js';
import { huggingFaceReader } from '../readers/hugging-face.js';
import { inlineReader } from '../readers/inline.js';
import { jsonlReader } from '../readers/jsonl.js';
import { labelStudioReader } from '../readers/label-studio.js';
import { prodigyReader } from '../readers/prodigy.js';
import { spacyReader } from '../readers/spacy.js';
import { spacyJsonlReader } from '../readers/spacy-jsonl.js';

export const readers: readonly Reader[] = [
  bratReader,
  spacyReader,
  huggingFaceReader,
  labelStudioReader,
  doccanoReader,
  prodigyReader,
  spacyJsonlReader,
  jsonlReader,
  inlineReader,
  columnsReader,
];
