// `tagger tag`: reads text, tokens or columns, and writes them with their entities as they arrive.
//
//   chunks of bytes -> chunks of lines -> chunks of passages -> rendered text
//
// A chunk is what one read delivers. Its lines go through all stages before those of the next
// chunk.
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
import { type Streams, write } from '../terminal/streams.js';
import { chooseFormat, type FormatName, loadFormat } from './choose-format.js';
import { openInput } from './input-bytes.js';
import { createConllInput, type InputFormat, textInput, tokenInput } from './input-formats.js';
import { isLargeInput } from './input-size.js';
import { readLines } from './read-lines.js';
import { createRedaction } from './redaction.js';
import { tagPassages } from './tag-passages.js';
import { createTagProgress } from './tag-progress.js';

/** Tags the files one after another, or the standard input; returns the exit code. */
export async function runTag(flags: TagFlags, streams: Streams): Promise<number> {
  limitHeapGrowth();
  const format = await chooseFormat(flags, streams.stdout);
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
      return tagInput(textInput, format, flags, streams);
    case 'tokens':
      return tagInput(tokenInput, format, flags, streams);
    case 'conll':
      return tagInput(createConllInput(flags.tokenColumn ?? 1), format, flags, streams);
  }
}

async function tagInput<P extends Passage>(
  input: InputFormat<P>,
  formatName: FormatName,
  flags: TagFlags,
  streams: Streams,
): Promise<number> {
  const { stdin, stdout, stderr } = streams;
  const messages = createMessages(stderr, flags.quiet);
  const engine = { arithmetic: flags.arithmetic, threads: threadOptions(flags.threads) };
  const { tagger } = await readChosenModel(flags.model, engine, messages);
  const redaction = await createRedaction(flags);
  const types = [...new Set([...tagger.labels.types, ...redaction.types])];
  const format = await loadFormat(formatName, input.conll, types, redaction.redactText);
  const steps = {
    tagTexts: createTextTagger(tagger, input.tokenize),
    refine: redaction.refine,
    format,
  };
  const progress = await createTagProgress(flags.files, streams, messages);
  const tagAll = async () => {
    for (const path of flags.files.length > 0 ? flags.files : ['-']) {
      const { name, bytes } = openInput(path, stdin);
      const passages = input.read(readLines(progress.count(bytes), name), name);
      const file = flags.files.length > 1 ? name : undefined;
      for await (const text of tagPassages(passages, steps, file)) await write(stdout, text);
    }
  };
  await redaction.guard(formatName === 'redact', tagAll).finally(progress.stop);
  if (flags.verbose) messages.note(renderUsage(tagger));
  return 0;
}
