// How accurate trained models are: trains with the command itself and prints tables of F1.
//
// Run: npm run bench:accuracy -- [--only main|ablation|sizes|fine-tuning|unlabeled|languages|subwords]
//      [--write PAGE] [--from MODEL] [--results FILE] [--parallel N] [--build NAME] [--quick]
//
// TEDDY_CORPORA names the folder of the public corpora, TEDDY_VECTORS a file or a package of word vectors, and
// TEDDY_RAWTEXT a folder with files of raw text.
// --from names the base model of fine-tuning (models/en.safetensors). --write replaces the sections
// of a page (docs/benchmarks/accuracy.md). Every finished run is a line of the results file
// (accuracy.jsonl), identified by its flags, by the bytes it read and by the build, which --build
// names otherwise. An interrupted measurement continues from there. --parallel runs N trainings at
// once, a thread each.
import { parseArgs } from 'node:util';
import { measureStudies } from './accuracy/measure-studies.js';
import { accuracyStudies, accuracyStudyNames } from './accuracy/studies.js';
import { chooseParts, FlagError, openTarget, runProgram, sharedFlags } from './harness/program.js';

await runProgram('accuracy', async () => {
  const { values } = parseArgs({
    options: {
      ...sharedFlags,
      from: { type: 'string', default: 'models/en.safetensors' },
      results: { type: 'string', default: 'accuracy.jsonl' },
      parallel: { type: 'string', default: '1' },
      build: { type: 'string' },
    },
  });
  const atOnce = parseParallel(values.parallel);
  const chosen = chooseParts(accuracyStudyNames, values.only);
  const scale = values.quick ? 'quick' : 'full';
  const target = openTarget(accuracyStudies, { chosen, write: values.write, scale });
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  try {
    const { from: baseModel, results, build } = values;
    const options = { scale, baseModel, results, build, atOnce, signal: interrupt.signal } as const;
    for await (const [name, content] of measureStudies(target.names, options)) {
      console.log(`${content}\n`);
      await target.write(name, content);
    }
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    process.exitCode = 130;
  }
});

function parseParallel(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new FlagError(`--parallel: expected a whole number from 1 to 99, found ${text}`);
}
