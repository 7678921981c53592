// Models by their F1 on dev, which chooses among runs of training on several machines.
import * as v from 'valibot';
import { InputError } from '../../errors.js';
import { readAnyModel } from '../../model/file/model-file.js';
import { findModel } from '../../model/shipped-model.js';
import { isLanguageModel } from '../../model/tagger.js';
import { inspectCommand } from '../commands/inspect-command.js';
import { ComparisonError, UsageError } from '../flags/usage-error.js';
import { renderFigure } from '../terminal/numbers.js';

interface RankedModel {
  /** As on the command line. */
  readonly name: string;
  readonly devF1: number;
}

const scoredProvenance = v.object({
  corpora: v.object({ dev: v.object({ sha256: v.string() }) }),
  scores: v.object({ dev: v.object({ overall: v.object({ f1: v.number() }) }) }),
});

/**
 * The best first, and of equal ones the one that was named first.
 *
 * @throws ComparisonError for models that were not scored on the same dev file
 * @throws UsageError for a language model, which has no score
 */
export async function rankModels(names: readonly string[]): Promise<RankedModel[]> {
  const ranked: RankedModel[] = [];
  let firstDev: string | undefined;
  for (const name of names) {
    const { tagger, provenance } = await readAnyModel(findModel(name).path, 'exact');
    if (isLanguageModel(tagger.content)) {
      throw new UsageError(
        `--best: expected models with an F1 on dev, found a language model: ${name}`,
        inspectCommand.name,
      );
    }
    if (!v.is(scoredProvenance, provenance)) {
      throw new InputError(`${name}: expected a model that was trained with --dev, found another`);
    }
    const { sha256 } = provenance.corpora.dev;
    firstDev ??= sha256;
    if (sha256 !== firstDev) {
      throw new ComparisonError(
        `${name}: expected the same dev file as that of ${names[0]}, found another`,
      );
    }
    ranked.push({ name, devF1: provenance.scores.dev.overall.f1 });
  }
  return ranked.sort((one, other) => other.devF1 - one.devF1);
}

export const renderRanking = (ranked: readonly RankedModel[]): string =>
  ranked.map(({ name, devF1 }) => `dev F1 ${renderFigure(devF1)}  ${name}\n`).join('');
