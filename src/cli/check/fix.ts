// The repaired copy that --fix writes.
import type { CheckedCorpus } from '../../checks/corpus/checked-corpus.js';
import type { Kind } from '../../checks/finding.js';
import { repairCorpus } from '../../checks/repair.js';
import { InputError } from '../../errors.js';
import { gzipPieces } from '../../files/gzip.js';
import { writeFileAtomically } from '../../files/write-file.js';
import { escapeControls } from '../terminal/escape.js';
import { renderCount } from '../terminal/numbers.js';
import { write } from '../terminal/streams.js';
import type { WrittenFix } from './report.js';

export interface FixOutput {
  readonly path: string;
  /** The kinds of findings to repair. */
  readonly kinds: ReadonlySet<Kind>;
  /** Whether an existing file is replaced. */
  readonly force: boolean;
}

/** Writes the copy and prints what differs, or returns undefined if there is nothing to copy. */
export async function writeFix(
  corpus: CheckedCorpus,
  { path, kinds, force }: FixOutput,
  stderr: NodeJS.WriteStream,
): Promise<WrittenFix | undefined> {
  if (corpus.description !== undefined) {
    throw new InputError(`${corpus.path}: --fix repairs column files, found ${corpus.description}`);
  }
  if (corpus.layout === undefined) {
    const line = `${path}: not written, since ${corpus.path} has no sentence`;
    await write(stderr, `${escapeControls(line)}\n`);
    return undefined;
  }
  const { pieces, tokenCount, tagCount } = repairCorpus(corpus, kinds);
  const stored = path.endsWith('.gz') ? [gzipPieces(pieces)] : pieces;
  await writeFileAtomically(path, stored, { keepsExisting: !force });
  const counts = `${renderCount(tagCount, 'tag')} and ${renderCount(tokenCount, 'token')}`;
  await write(stderr, `${escapeControls(path)}: repaired ${counts}\n`);
  return { path, tokenCount, tagCount };
}
