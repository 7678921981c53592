// `tagger tag`: reads text, tokens or columns, and writes them with their entities as they arrive.
//
//   chunks of bytes -> chunks of lines -> chunks of passages -> rendered text
//
// A chunk is what one read delivers. Its lines go through all stages before those of the next
// chunk.
import { createReadStream, fstatSync } from 'node:fs';
import { basename } from 'node:path';
import { inOrder } from '../../entities/entity.js';
import { keepTypes } from '../../entities/keep-types.js';
import { fileError } from '../../files/system-error.js';
import { createTextTagger } from '../../model/tag-text.js';
import type { TagFlags } from '../commands/commands.js';
import type { Passage } from '../formats/passage.js';
import { readChosenModel } from '../model/chosen-model.js';
import { threadOptions } from '../process/thread-options.js';
import { renderUsage } from '../process/usage-report.js';
import {
  limitHeapGrowth,
  restartWithSmallYoungGeneration,
  useWideVectors,
} from '../process/v8-flags.js';
import { createMessages } from '../terminal/messages.js';
import type { Streams } from '../terminal/streams.js';
import { chooseOutput, loadFormat, type OutputChoice } from './choose-format.js';
import { createConllInput, type InputFormat, textInput, tokenInput } from './input-formats.js';
import { isLargeInput } from './input-size.js';
import { checkOnly } from './only-types.js';
import { prepareOutputFiles } from './output-files.js';
import { readLines } from './read-lines.js';
import { type TagSteps, tagPassages } from './tag-passages.js';
import { createTagProgress } from './tag-progress.js';
import { writeFile, writeFramed } from './write-framed.js';

/** Tags the files one after another, or the standard input; returns the exit code. */
export async function runTag(flags: TagFlags, streams: Streams): Promise<number> {
  limitHeapGrowth();
  const output = await chooseOutput(flags, streams.stdout);
  if (await isLargeInput(flags.files, streams.stdin)) {
    // THE PROGRAM STARTS AGAIN HERE, from main.ts on, with a V8 flag that works only at the start;
    // the second time the call returns. Nothing may have been written by now, and nothing read from
    // a pipe, because the program would not get it again.
    const hasReadPipe = streams.stdin.readableLength > 0;
    if (!hasReadPipe) restartWithSmallYoungGeneration();
    useWideVectors(flags.arithmetic);
  }
  switch (flags.input) {
    case 'text':
      return tagInput(textInput, output, flags, streams);
    case 'tokens':
      return tagInput(tokenInput, output, flags, streams);
    case 'conll':
      return tagInput(createConllInput(flags.tokenColumn ?? 1), output, flags, streams);
  }
}

async function tagInput<P extends Passage>(
  input: InputFormat<P>,
  output: OutputChoice,
  flags: TagFlags,
  streams: Streams,
): Promise<number> {
  const { stdout, stderr } = streams;
  const messages = createMessages(stderr, flags.quiet);
  const pathsOf = prepareOutputFiles(flags);
  const engine = { arithmetic: flags.arithmetic, threads: threadOptions(flags.threads) };
  const { tagger, path: modelPath } = await readChosenModel(flags.model, engine, messages);
  const { types } = tagger.labels;
  if (flags.only) checkOnly(flags.only, types);
  const format = await loadFormat(output, input.conll, {
    types,
    modelName: basename(modelPath, '.safetensors'),
    pathsOf,
    warn: messages.warn,
  });
  const steps = {
    tagTexts: createTextTagger(tagger, input.tokenize),
    refine: inOrder(flags.only ? [keepTypes(flags.only)] : []),
    format,
  };
  await writeFramed(format, stdout, () => tagFiles(input, steps, flags, streams));
  if (flags.verbose) messages.note(renderUsage(tagger));
  return 0;
}

async function tagFiles<P extends Passage>(
  input: InputFormat<P>,
  steps: TagSteps<P>,
  { files, quiet }: TagFlags,
  streams: Streams,
): Promise<void> {
  const { stdin, stdout, stderr } = streams;
  const progress = await createTagProgress(files, streams, createMessages(stderr, quiet));
  const isOnly = files.length < 2;
  try {
    for (const file of files.length > 0 ? files : ['-']) {
      const name = file === '-' ? 'standard input' : file;
      const bytes = file === '-' ? readStandardInput(stdin) : createReadStream(file);
      const lines = readLines(progress.count(withReasons(bytes, name)), name);
      const passages = input.read(lines, name);
      const rendered = tagPassages(passages, steps, isOnly ? undefined : file);
      await writeFile(steps.format, stdout, { name: file, isOnly, rendered });
    }
  } finally {
    progress.stop();
  }
}

// Node takes a redirected folder for an empty stream.
function readStandardInput(stdin: Streams['stdin']): AsyncIterable<Uint8Array> {
  return fstatSync(stdin.fd).isDirectory() ? createReadStream('', { fd: stdin.fd }) : stdin;
}

/** Turns errors of the system into sentences. */
async function* withReasons(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw fileError(error, name);
  }
}
