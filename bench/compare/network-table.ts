// F1 of every cell, forward and bidirectional, with one to three layers, without vectors: at equal
// width, and with as many recurrent parameters as the bidirectional LSTM of one layer.
import { f1 } from '../../src/evaluation/score.js';
import { cellNames, type NetworkConfig } from '../../src/model/network/config.js';
import { evenDropout } from '../../src/model/network/dropouts.js';
import { availableCorpus, readCorpus } from '../harness/corpora.js';
import { renderMarkdownTable, renderMean, renderWholeNumber } from '../harness/markdown.js';
import { distinctRuns, type Outcome, type Outcomes, outcomeFigures } from '../harness/outcome.js';
import { type RunScale, seedsOf } from '../harness/scale.js';
import { trainInProcess } from '../harness/train-in-process.js';
import type { ComparisonRun, NetworkRun } from './comparison-run.js';
import { encoderParameterCount, withEncoderParameters } from './equal-parameters.js';

const REFERENCE: NetworkConfig = {
  cell: 'lstm',
  directions: 2,
  layers: 1,
  wordDimension: 50,
  foldsWords: false,
  characters: null,
  shape: null,
  hidden: 50,
  dense: [],
  decoder: 'crf',
};

const EPOCHS = { full: 15, quick: 1 };

// The defaults of the command are for wider networks and more epochs.
const FEW_EPOCHS = { dropout: evenDropout(0.25), learningRate: 0.005 };

/** The reference network is in both tables, but is trained once. */
export function planTable(scale: RunScale): NetworkRun[] {
  const runs = networks()
    .flatMap(({ sameWidth, sameSize }) => [sameWidth, sameSize])
    .flatMap((config) => runsOf(config, scale));
  return distinctRuns(runs);
}

function networks() {
  const wanted = encoderParameterCount(REFERENCE);
  return cellNames.flatMap((cell) =>
    ([1, 2] as const).flatMap((directions) =>
      [1, 2, 3].map((layers) => {
        const sameWidth = { ...REFERENCE, cell, directions, layers };
        return { sameWidth, sameSize: withEncoderParameters(sameWidth, wanted) };
      }),
    ),
  );
}

function runsOf(config: NetworkConfig, scale: RunScale): NetworkRun[] {
  const corpus = scale === 'full' ? availableCorpus('wnut17') : 'teddy';
  return seedsOf(scale).map((seed) => {
    const options = { epochs: EPOCHS[scale], seed, ...FEW_EPOCHS };
    return { study: 'table', corpus, training: { config, options } };
  });
}

export async function runTable({ corpus, training }: NetworkRun): Promise<Outcome> {
  const { dev, tokensPerSecond } = await trainInProcess(training, await readCorpus(corpus));
  return { f1: f1(dev.overall), tokensPerSecond };
}

export function renderNetworkTable(scale: RunScale, outcomes: Outcomes<ComparisonRun>): string {
  const header = [
    'cell',
    'directions',
    'layers',
    'width',
    'recurrent parameters',
    'tokens/s',
    'F1 on dev',
  ];
  const rowOf = (config: NetworkConfig): string[] => {
    const runs = runsOf(config, scale);
    const speeds = outcomeFigures(runs, outcomes, 'tokensPerSecond');
    return [
      config.cell,
      config.directions === 1 ? 'forward' : 'both',
      `${config.layers}`,
      `${config.hidden}`,
      renderWholeNumber(encoderParameterCount(config)),
      renderWholeNumber(Math.max(...speeds)),
      renderMean(outcomeFigures(runs, outcomes, 'f1'), 1),
    ];
  };
  const sameWidth = networks().map((network) => rowOf(network.sameWidth));
  const sameSize = networks().map((network) => rowOf(network.sameSize));
  const [{ corpus }] = runsOf(REFERENCE, scale);
  return [
    `Equal width on ${corpus}:`,
    renderMarkdownTable(header, sameWidth),
    `Equal number of recurrent parameters on ${corpus}, about ${renderWholeNumber(encoderParameterCount(REFERENCE))}:`,
    renderMarkdownTable(header, sameSize),
  ].join('\n\n');
}
