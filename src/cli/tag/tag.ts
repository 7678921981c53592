// tagger tag: text, tokens or columns in, the same with their names out, as they come.
import { createReadStream, fstatSync } from 'node:fs';
import { fileError } from '../../files/system-error.js';
import { createTextTagger } from '../../model/tag-text.js';
import type { TagFlags } from '../flags/commands.js';
import type { Format, Passage } from '../formats/format.js';
import { inlineFormat } from '../formats/inline.js';
import { jsonlFormat } from '../formats/jsonl.js';
import { readChosenModel } from '../model/chosen-model.js';
import { threadOptions } from '../process/thread-options.js';
import { renderUsage } from '../process/usage-report.js';
import {
  limitHeapGrowth,
  restartWithSmallYoungGeneration,
  useWideVectors,
} from '../process/v8-flags.js';
import { type Streams, write } from '../terminal/streams.js';
import { chooseFormat, type FormatName } from './choose-format.js';
import { createColumnInput, type Input, textInput, tokenInput } from './input-formats.js';
import { isMuch } from './input-size.js';
import { readLines } from './read-lines.js';
import { tagPassages } from './tag-passages.js';

/** Tags the files one after another, or the standard input; returns the exit code. */
export async function runTag(flags: TagFlags, streams: Streams): Promise<number> {
  limitHeapGrowth();
  switch (flags.input) {
    case 'text':
      return tagInput(textInput, flags, streams);
    case 'tokens':
      return tagInput(tokenInput, flags, streams);
    case 'conll':
      return tagInput(createColumnInput(flags.tokenColumn ?? 1), flags, streams);
  }
}

async function tagInput<P extends Passage>(
  input: Input<P>,
  flags: TagFlags,
  { stdin, stdout, stderr }: Streams,
): Promise<number> {
  const isTerminal = Boolean(stdout.isTTY);
  const refusesColors = isTerminal && (await terminalRefusesColors());
  const name = chooseFormat(flags, { isTerminal, refusesColors });
  if (await isMuch(flags.files, stdin)) {
    if (stdin.readableLength === 0) restartWithSmallYoungGeneration();
    useWideVectors(flags.arithmetic);
  }
  const engine = { arithmetic: flags.arithmetic, threads: threadOptions(flags.threads) };
  const { tagger } = await readChosenModel(flags.model, engine, stderr);
  const format = name === 'conll' ? input.conll : await formatOf(name, tagger.labels.types);
  const tagTexts = createTextTagger(tagger, input.cut);
  for (const file of flags.files.length > 0 ? flags.files : ['-']) {
    const path = file === '-' ? 'standard input' : file;
    const chunks = file === '-' ? readStandardInput(stdin) : createReadStream(file);
    const passages = input.read(readLines(withReasons(chunks, path), path), path);
    for await (const text of tagPassages(passages, tagTexts, format)) await write(stdout, text);
  }
  if (flags.verbose) await write(stderr, renderUsage(tagger));
  return 0;
}

// Who writes no colours does not wait for chalk to load.
async function terminalRefusesColors(): Promise<boolean> {
  if (process.env.NO_COLOR) return true;
  const { supportsColor } = await import('chalk');
  return !supportsColor;
}

async function formatOf(
  name: Exclude<FormatName, 'conll'>,
  types: readonly string[],
): Promise<Format> {
  switch (name) {
    case 'color': {
      const { Chalk, supportsColor } = await import('chalk');
      const { createColorFormat } = await import('../formats/color.js');
      // Asked for where there are none, in a pipe for one, colours are the sixteen that every terminal has.
      const level = supportsColor ? supportsColor.level : 1;
      return createColorFormat(new Chalk({ level }), types);
    }
    case 'inline':
      return inlineFormat;
    case 'jsonl':
      return jsonlFormat;
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
    throw fileError(error, path);
  }
}
