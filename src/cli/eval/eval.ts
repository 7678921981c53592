// `tagger eval`: scores models or predictions on a corpus, checks gates, writes reports.
import { hashFile } from '../../files/hash-file.js';
import { createSentenceTokenizer } from '../../model/tag-text.js';
import type { Tagger } from '../../model/tagger.js';
import type { EvalFlags } from '../commands/commands.js';
import { checkFoundFormats } from '../flags/format-flags.js';
import { readChosenModel } from '../model/chosen-model.js';
import { threadOptions } from '../process/thread-options.js';
import { renderUsage } from '../process/usage-report.js';
import { enableArithmetic, limitHeapGrowth, useWideVectors } from '../process/v8-flags.js';
import { createMessages, type Messages } from '../terminal/messages.js';
import { renderCount } from '../terminal/numbers.js';
import type { Streams } from '../terminal/streams.js';
import { checkEvalFlags } from './check-eval-flags.js';
import type { ComparedSystem } from './compare-systems.js';
import { distinctNames } from './distinct-names.js';
import { fitTypes } from './fit-types.js';
import {
  type GoldCorpus,
  type JudgedSystem,
  judgeColumn,
  judgeModel,
  judgePredictions,
} from './judged-system.js';
import { readBaseline, readOther } from './other-systems.js';
import { type Origin, warnOfTraining } from './trained-on.js';
import { readTrainingEntities } from './training-file.js';
import { type Judged, writeResults } from './write-results.js';

/** Returns 0, 1 if a gate failed, or 2 if a comparison or a report was not possible. */
export async function runEval(flags: EvalFlags, { stdout, stderr }: Streams): Promise<number> {
  checkEvalFlags(flags);
  limitHeapGrowth();
  enableArithmetic(flags.arithmetic);
  useWideVectors(flags.arithmetic);
  const messages = createMessages(stderr, flags.quiet);
  const engine = { arithmetic: flags.arithmetic, threads: threadOptions(flags.threads) };
  const taggers: Tagger[] = [];
  const origins: Origin[] = [];
  const loadModel = async (given: string | undefined) => {
    const { tagger, provenance, path } = await readChosenModel(given, engine, messages, 'always');
    taggers.push(tagger);
    origins.push({ path, provenance });
    return { tagger, provenance, path, sha256: await hashFile(path) };
  };
  const { maxErrors } = flags;
  const judgesModels = flags.predictions.length === 0 && flags.predictedColumn === undefined;
  const first = judgesModels ? await loadModel(flags.model[0]) : undefined;
  const gold = await readGold(flags, first?.tagger, messages);
  const systems: JudgedSystem[] = first
    ? [judgeModel(gold, first, { mostErrors: maxErrors, suspectCount: flags.suspects })]
    : [];
  for (const name of flags.model.slice(1)) {
    systems.push(judgeModel(gold, await loadModel(name), { mostErrors: maxErrors }));
  }
  for (const path of flags.predictions) systems.push(await judgePredictions(gold, path, flags));
  if (flags.predictedColumn !== undefined) {
    systems.push(await judgeColumn(gold, flags.predictedColumn, flags));
  }
  for (const reading of systems.flatMap(({ readings = [] }) => readings)) {
    messages.note(`${reading}\n`);
  }
  for (const warning of systems.flatMap(({ warnings }) => warnings)) messages.warn(warning);
  // Suspects are looked for in training corpora, too.
  if (flags.suspects === undefined) warnOfTraining(gold.corpus, origins).forEach(messages.warn);
  const baseline = await readBaseline(flags, gold, systems[0]);
  const other = await readOther(flags, gold, systems[0], loadModel);
  const exitCode = await writeResults(
    flags,
    { gold, baseline, ...toldApart(systems, other) },
    { stdout, stderr },
  );
  if (flags.verbose && taggers[0]) messages.note(renderUsage(taggers[0]));
  return exitCode;
}

/** Gives systems of equal base names longer ones. */
function toldApart(
  systems: readonly JudgedSystem[],
  other: ComparedSystem | undefined,
): Pick<Judged, 'systems' | 'other'> {
  const files = [...systems.filter(({ kind }) => kind !== 'column'), ...(other ? [other] : [])];
  const paths = files.map(({ path }) => path);
  const names = new Map(distinctNames(paths).map((name, index) => [paths[index], name]));
  const nameOf = (path: string) => names.get(path) ?? path;
  return {
    systems: systems.map((system) =>
      system.kind === 'column' ? system : { ...system, name: nameOf(system.path) },
    ),
    other: other && { ...other, name: nameOf(other.path) },
  };
}

async function readGold(
  flags: EvalFlags,
  tagger: Tagger | undefined,
  messages: Messages,
): Promise<GoldCorpus> {
  const { readCorpus } = await import('../../annotations/corpus/read-corpus.js');
  const tokenize = createSentenceTokenizer();
  const corpus = await readCorpus(flags.corpus, { ...flags, tokenize });
  const isOnlyCorpus = flags.predictions.length === 0 && flags.training === undefined;
  if (isOnlyCorpus) checkFoundFormats(flags, [corpus]);
  const mapping = flags.mapTypes ?? new Map();
  const { sentences, warnings } = fitTypes(corpus, mapping, tagger?.labels.types);
  const { path, scheme, sentenceCount, tokenCount } = corpus;
  const size = `${renderCount(sentenceCount, 'sentence')}, ${renderCount(tokenCount, 'token')}`;
  for (const reading of corpus.readings) messages.note(`${reading}\n`);
  messages.note(`${path}: ${size}, ${corpus.description ?? `tag scheme ${scheme}`}\n`);
  for (const warning of [...corpus.warnings, ...warnings]) messages.warn(warning);
  return { corpus, sentences, training: await readTrainingEntities(flags) };
}
