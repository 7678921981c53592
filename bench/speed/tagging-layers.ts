// The layers of the reference network as tagging runs them: by distinct words below the recurrence, by batches above.
import { lstm } from '../../src/layers/cells/lstm.js';
import { charactersForward } from '../../src/layers/characters.js';
import { embeddingForward } from '../../src/layers/embedding.js';
import { layOutSteps } from '../../src/layers/layer.js';
import { linearForward } from '../../src/layers/linear.js';
import { encoderOutput } from '../../src/layers/stack.js';
import { inputWidth, spellingWidth } from '../../src/model/network/config.js';
import { characterParameters } from '../../src/model/network/word-input.js';
import type { Tagger } from '../../src/model/tagger.js';
import { columnsOf } from '../../src/tensors/matrix.js';
import { lengthsOf, type RecordedTagging, wordsOf } from './recorded-tagging.js';
import { referenceNetwork } from './reference-network.js';
import {
  createCrfOf,
  createFeed,
  outputParametersOf,
  recurrentParametersOf,
  type Stage,
} from './stage.js';

const { wordDimension, characters, hidden, directions } = referenceNetwork;
const LETTERS = spellingWidth(characters);

/** What is asked of a word that nothing is remembered of. */
export function wordStages(tagger: Tagger, recorded: RecordedTagging): Stage[] {
  const { engine, network } = tagger;
  const calls = recorded.jobs.filter(({ kind }) => kind === 'project');
  const words = calls.flatMap(({ contents }) => contents.map(wordsOf));
  const counts = words.map(({ wordIds }) => ({ R: wordIds.length }));
  const output = createFeed(engine, counts, inputWidth(referenceNetwork), 1);
  const letters = characterParameters(network.parameters, characters);
  const forEach = releasing(tagger, words);
  return [
    {
      name: 'word vectors',
      run: forEach(({ wordIds }, index) => {
        const out = columnsOf(output(counts[index]), 0, wordDimension);
        embeddingForward(engine, network.table, wordIds, out);
      }),
    },
    {
      name: 'characters',
      run: forEach(({ spellings }, index) => {
        if (!letters) return;
        const out = columnsOf(output(counts[index]), wordDimension, LETTERS);
        charactersForward(engine, letters, spellings, out);
      }),
    },
    {
      name: 'input projections, remembered',
      includes: ['word vectors', 'characters'],
      run: () => calls.forEach(recorded.runAgain),
    },
  ];
}

/** What is done for every token. */
export function tokenStages(tagger: Tagger, recorded: RecordedTagging): Stage[] {
  const { engine, labels } = tagger;
  const calls = recorded.jobs.filter(({ kind }) => kind === 'decode');
  const steps = calls.flatMap(({ contents }) =>
    contents.map((content) => layOutSteps(engine, lengthsOf(content))),
  );
  const parameters = recurrentParametersOf(tagger);
  const gates = parameters.map(() => createFeed(engine, steps, lstm.gateCount * hidden, 1));
  const states = createFeed(engine, steps, directions * hidden, 1);
  const crf = createCrfOf(tagger);
  const emissions = createFeed(engine, steps, crf.emissionWidth, 1);
  const scores = createFeed(engine, steps, labels.tags.length, 1);
  const decode = crf.start();
  const forEach = releasing(tagger, steps);
  return [
    {
      name: 'remembered rows, labels handed on',
      includes: ['recurrence', 'output layer', 'CRF, Viterbi'],
      run: () => calls.forEach(recorded.runAgain),
    },
    {
      name: 'recurrence',
      run: forEach((own) => {
        const input = { steps: own, gates: gates.map((feed) => feed(own)), H: hidden };
        encoderOutput(engine, lstm, [parameters], input);
      }),
    },
    {
      name: 'output layer',
      run: forEach((own) => {
        linearForward(engine, outputParametersOf(tagger), { x: states(own) }, scores(own));
      }),
    },
    { name: 'CRF, Viterbi', run: forEach((own) => decode(own, emissions(own))) },
  ];
}

/** Runs for each item, and gives back what it allocated. */
function releasing<Item>({ engine }: Tagger, items: readonly Item[]) {
  return (run: (item: Item, index: number) => unknown) => () =>
    items.forEach((item, index) => {
      const mark = engine.memory.mark();
      run(item, index);
      engine.memory.release(mark);
    });
}
