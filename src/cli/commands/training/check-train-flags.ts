// Contradictions among the flags of `tagger train`, and flags that would have no effect.
import { tokenSplitter } from '../../../text/tokenizers.js';
import { UsageError } from '../../flags/usage-error.js';
import { checkCheckpointFlags } from '../check-effects.js';
import type { TrainFlags } from '../commands.js';
import { SEED_COUNT } from '../train/learning-flags.js';
import { trainCommand } from '../train-command.js';

type Values = ReadonlyMap<string, unknown>;

/**
 * @param given values of flags that are given
 * @param flags the same with all defaults
 * @throws UsageError for the first contradiction
 */
export function checkTrainFlags(given: Values, flags: TrainFlags): void {
  const { seed, runs, ensemble, layers, warmUp, epochs, subwords } = flags;
  const { documents, tokenizer } = flags;
  const refuse = (message: string) => new UsageError(message, 'train');
  const most = SEED_COUNT - seed;
  const [name, count] = ensemble === undefined ? ['runs', runs] : ['ensemble', ensemble];
  if (count > most) {
    throw refuse(
      `--${name}: expected at most ${most} with --seed ${seed}, found ${count}: the largest seed is ${SEED_COUNT - 1}`,
    );
  }
  if (epochs !== undefined && warmUp > epochs) {
    throw refuse(`--warm-up: expected at most the ${epochs} of --epochs, found ${warmUp}`);
  }
  if (subwords > 0 && ensemble !== undefined) {
    throw refuse('--subwords: cannot be combined with --ensemble');
  }
  if (documents && tokenizer !== undefined && tokenSplitter(tokenizer)) {
    throw refuse(
      `--documents: cannot be combined with --tokenizer ${tokenizer}, which reads parts of words`,
    );
  }
  checkCheckpointFlags(trainCommand.name, given, flags);
  if (given.has('report-compare') && !given.has('report')) {
    throw refuse('--report-compare: requires --report');
  }
  // The base model decides about vectors and layers.
  if (given.has('from')) return;
  for (const name of ['keep-vectors', 'freeze-vectors']) {
    const isGiven = given.has(name) && given.get(name) !== false;
    if (isGiven && !given.has('vectors')) throw refuse(`--${name}: requires --vectors`);
  }
  if (given.has('layer-dropout') && layers === 1) {
    throw refuse('--layer-dropout: requires --layers of at least 2');
  }
}
