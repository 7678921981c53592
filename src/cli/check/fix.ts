// The repaired copy that --fix writes.
import type { Kind } from '../../checks/finding.js';
import type { CheckedCorpus } from '../../checks/parse-corpus.js';
import { repairCorpus } from '../../checks/repair.js';
import { gzipPieces } from '../../files/gzip.js';
import { writeFileAtomically } from '../../files/write-file.js';
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
  if (corpus.layout === undefined) {
    await write(stderr, `${path}: not written, since ${corpus.path} has no sentence\n`);
    return undefined;
  }
  const { pieces, tokenCount, tagCount } = repairCorpus(corpus, kinds);
  const stored = path.endsWith('.gz') ? [gzipPieces(pieces)] : pieces;
  await writeFileAtomically(path, stored, { keepsExisting: !force });
  const counts = `${renderCount(tagCount, 'tag')} and ${renderCount(tokenCount, 'token')}`;
  await write(stderr, `${path}: repaired ${counts}\n`);
  return { path, tokenCount, tagCount };
}
