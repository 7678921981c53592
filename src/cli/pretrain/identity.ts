// The identity of a pretraining: everything that its result depends on.
import type { Identity } from '../../training/checkpoint/checkpoint.js';
import type { PretrainFlags } from '../commands/commands.js';
import { pretrainCommand } from '../commands/pretrain-command.js';
import { checkIdentity, joinIdentity } from '../train/checkpoint/compare-identities.js';
import { joinChecksums } from '../train/unlabeled/pseudo-labels.js';
import type { PreparedModel } from './prepare-model.js';
import type { Texts } from './read-texts.js';
import type { PretrainingKeeper } from './train-model.js';

export const DEFAULT_TOKENIZER = 'words';

// Their values are no part of the result, or the content of their files is compared instead.
const NOT_COMPARED = new Set([
  ...['vectors', 'output', 'force', 'checkpoint', 'checkpoint-every', 'resume'],
  ...['threads', 'verbose', 'quiet'],
]);

/**
 * Compares the flags with those of a checkpoint. It takes no text, so that a changed flag is refused
 * before the texts are read.
 *
 * @throws InputError that names the first difference
 */
export function checkFlags(
  flags: PretrainFlags,
  { found, path = '' }: Pick<PretrainingKeeper, 'found' | 'path'>,
): void {
  if (!found) return;
  const { tokenizer = DEFAULT_TOKENIZER } = flags;
  // A file of vectors decides the dimension.
  const isCompared = (name: string) => !NOT_COMPARED.has(name) && name !== 'word-dimension';
  const values = { ...flags, tokenizer };
  const known = joinIdentity(pretrainCommand, { checksums: {}, values, isCompared });
  checkIdentity(path, found.identity, { ...found.identity, ...known });
}

export function identityOfPretraining(
  flags: PretrainFlags,
  { files }: Pick<Texts, 'files'>,
  { tagger: { content }, vectorsSha256 }: Pick<PreparedModel, 'tagger' | 'vectorsSha256'>,
): Identity {
  const { wordDimension } = content.config;
  return joinIdentity(pretrainCommand, {
    checksums: { TEXT: joinChecksums(files), '--vectors': vectorsSha256 },
    values: { ...flags, tokenizer: content.conventions?.tokenizer, wordDimension },
    isCompared: (name) => !NOT_COMPARED.has(name),
  });
}
