// tagger tag: text in, the same text with its names out, as it comes.
import { createReadStream, fstatSync } from 'node:fs';
import { Chalk, supportsColor } from 'chalk';
import { fileError } from '../model/file-error.js';
import { readModel } from '../model/model-file.js';
import { createTextTagger } from '../model/tag-text.js';
import { chooseFormat, type FormatName } from './choose-format.js';
import type { TagFlags } from './options.js';
import { readLines } from './read-lines.js';
import { createColorFormat } from './render/color.js';
import { conllFormat } from './render/conll.js';
import type { Format } from './render/format.js';
import { inlineFormat } from './render/inline.js';
import { jsonlFormat } from './render/jsonl.js';
import { type Streams, write } from './streams.js';
import { tagLines } from './tag-lines.js';

/** Tags the files one after another, or the standard input; returns the exit code. */
export async function runTag(flags: TagFlags, { stdin, stdout }: Streams): Promise<number> {
  const refusesColors = Boolean(process.env.NO_COLOR) || !supportsColor;
  const name = chooseFormat(flags, { isTerminal: stdout.isTTY, refusesColors });
  const { tagger } = await readModel(flags.model, flags.arithmetic);
  const format = formatOf(name, tagger.labels.types);
  const tagTexts = createTextTagger(tagger);
  for (const file of flags.files.length > 0 ? flags.files : ['-']) {
    const path = file === '-' ? 'standard input' : file;
    const chunks = file === '-' ? readStandardInput(stdin) : createReadStream(file);
    for await (const lines of readLines(withReasons(chunks, path), path)) {
      for (const text of tagLines(lines, tagTexts, format)) await write(stdout, text);
    }
  }
  return 0;
}

function formatOf(name: FormatName, types: readonly string[]): Format {
  switch (name) {
    case 'color':
      // Asked for where there are none, in a pipe for one, colours are the sixteen that every terminal has.
      return createColorFormat(
        new Chalk({ level: supportsColor ? supportsColor.level : 1 }),
        types,
      );
    case 'inline':
      return inlineFormat;
    case 'jsonl':
      return jsonlFormat;
    case 'conll':
      return conllFormat;
  }
}

// Node takes a folder that was redirected for an empty stream.
function readStandardInput(stdin: Streams['stdin']): AsyncIterable<Uint8Array> {
  return fstatSync(stdin.fd).isDirectory() ? createReadStream('', { fd: stdin.fd }) : stdin;
}

async function* withReasons(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw fileError(error, path, { EISDIR: 'expected a file, found a folder' });
  }
}
