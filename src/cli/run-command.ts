// Runs the command that the command line names.

import { checkCommand } from './commands/check-command.js';
import { commands } from './commands/commands.js';
import { convertCommand } from './commands/convert-command.js';
import { evalCommand } from './commands/eval-command.js';
import { inspectCommand } from './commands/inspect-command.js';
import {
  parseCheckFlags,
  parseCompletionFlags,
  parseConvertFlags,
  parseEvalFlags,
  parseInspectFlags,
  parsePretrainFlags,
  parseTagFlags,
} from './commands/parse-flags.js';
import { tagCommand } from './commands/tag-command.js';
import { checkFiles } from './flags/check-files.js';
import { renderSuggestion } from './flags/suggest.js';
import { UsageError } from './flags/usage-error.js';
import { findHelp, overview } from './help/find-help.js';
import { renderCommandHelp } from './help/render-help.js';
import { type Streams, write } from './terminal/streams.js';
import { readVersion } from './version.js';

/** Runs `tagger` with these arguments and returns the exit code. */
export async function runCommand(args: readonly string[], streams: Streams): Promise<number> {
  const { stdout, stderr } = streams;
  const [name, ...rest] = args;
  if (name === undefined) {
    await write(stderr, overview());
    return 2;
  }
  const end = args.indexOf('--');
  const words = end < 0 ? args : args.slice(0, end);
  const help = findHelp(words);
  if (help !== undefined) {
    await write(stdout, help);
    return 0;
  }
  if (name === '-v' || words.includes('--version')) {
    await write(stdout, `${readVersion()}\n`);
    return 0;
  }
  return dispatch(name, rest, streams);
}

// Each command imports its own code, so that tagging does not load what only training needs. In the
// bundle, all but tagging have files of their own: nothing may be set up here in a module that they
// have too.
async function dispatch(name: string, args: readonly string[], streams: Streams): Promise<number> {
  switch (name) {
    case 'train': {
      const { parseTrainFlags } = await import('./commands/training/parse-train-flags.js');
      const flags = await parseTrainFlags(args);
      const { runTrain } = await import('./train/train.js');
      return runTrain(flags, streams);
    }
    case 'eval': {
      const flags = parseEvalFlags(args);
      checkFiles(evalCommand, flags);
      const { runEval } = await import('./eval/eval.js');
      return runEval(flags, streams);
    }
    case 'tag': {
      const flags = parseTagFlags(args, streams.stdin.isTTY);
      if (flags === undefined) {
        await write(streams.stderr, renderCommandHelp(tagCommand, 'main'));
        return 2;
      }
      checkFiles(tagCommand, flags);
      if (flags.restore !== undefined) {
        const { runRestore } = await import('./tag/restore.js');
        return runRestore(flags.restore, flags, streams);
      }
      const { runTag } = await import('./tag/tag.js');
      return runTag(flags, streams);
    }
    case 'inspect': {
      const flags = parseInspectFlags(args);
      checkFiles(inspectCommand, flags);
      const { runInspect } = await import('./inspect/inspect.js');
      return runInspect(flags, streams);
    }
    case 'check': {
      const flags = parseCheckFlags(args);
      checkFiles(checkCommand, flags);
      const { runCheck } = await import('./check/check.js');
      return runCheck(flags, streams);
    }
    case 'convert': {
      const flags = parseConvertFlags(args);
      checkFiles(convertCommand, flags);
      const { runConvert } = await import('./convert/convert.js');
      return runConvert(flags, streams);
    }
    case 'pretrain': {
      const flags = parsePretrainFlags(args);
      const { runPretrain } = await import('./pretrain/pretrain.js');
      return runPretrain(flags, streams);
    }
    case 'completion': {
      const { shell } = parseCompletionFlags(args);
      const { renderCompletion } = await import('./completion/completion.js');
      await write(streams.stdout, renderCompletion(shell));
      return 0;
    }
  }
  throw new UsageError(name.startsWith('-') ? flagFirst(name) : unknownCommand(name));
}

const commandNames = commands.map(({ name }) => name);

function flagFirst(word: string): string {
  const flags = ['help', 'help-all', 'version'];
  const hint = renderSuggestion(word.replace(/^-+/, ''), flags, (meant) => `--${meant}`);
  return `expected a command first (${commandNames.join(', ')}), found ${word}${hint}`;
}

function unknownCommand(word: string): string {
  const hint = renderSuggestion(word, [...commandNames, 'help']);
  return `unknown command ${word}${hint || `; expected one of ${commandNames.join(', ')}`}`;
}
