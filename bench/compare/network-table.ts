// Every cell, forward only and in both directions, one to three layers: what it scores on a corpus without vectors, at
// the same width and with as many recurrent parameters as the LSTM of one layer and both directions.
import { f1 } from '../../src/evaluation/score.js';
import { cellNames, type NetworkConfig } from '../../src/model/network/config.js';
import { evenDropout } from '../../src/model/network/dropouts.js';
import { corpusAtHand, readCorpus } from '../harness/corpora.js';
import { renderCount, renderMean, renderTable } from '../harness/markdown.js';
import {
  figuresOf,
  keyOf,
  type NetworkRun,
  type Outcome,
  type Outcomes,
  type Scale,
  seedsOf,
} from '../harness/run.js';
import { trainInProcess } from '../harness/train-in-process.js';
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

// The command's own values are for wider networks and more epochs.
const HASTE = { dropout: evenDropout(0.25), learningRate: 0.005 };

/** Once each: the reference is its own width. */
export function planTable(scale: Scale): NetworkRun[] {
  const runs = networks()
    .flatMap(({ sameWidth, sameSize }) => [sameWidth, sameSize])
    .flatMap((config) => runsOf(config, scale));
  return [...new Map(runs.map((run) => [keyOf(run), run])).values()];
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

function runsOf(config: NetworkConfig, scale: Scale): NetworkRun[] {
  const corpus = scale === 'full' ? corpusAtHand('wnut17') : 'teddy';
  return seedsOf(scale).map((seed) => {
    const options = { epochs: EPOCHS[scale], seed, ...HASTE };
    return { study: 'table', corpus, training: { config, options } };
  });
}

export async function runTable({ corpus, training }: NetworkRun): Promise<Outcome> {
  const { dev, tokensPerSecond } = await trainInProcess(training, await readCorpus(corpus));
  return { f1: f1(dev.overall), tokensPerSecond };
}

export function renderNetworkTable(scale: Scale, outcomes: Outcomes): string {
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
    const speeds = figuresOf(runs, outcomes, 'tokensPerSecond');
    return [
      config.cell,
      config.directions === 1 ? 'forward' : 'both',
      `${config.layers}`,
      `${config.hidden}`,
      renderCount(encoderParameterCount(config)),
      renderCount(Math.max(...speeds)),
      renderMean(figuresOf(runs, outcomes, 'f1'), 1),
    ];
  };
  const sameWidth = networks().map((network) => rowOf(network.sameWidth));
  const sameSize = networks().map((network) => rowOf(network.sameSize));
  const [{ corpus }] = runsOf(REFERENCE, scale);
  return [
    `Equal width, ${corpus}:`,
    renderTable(header, sameWidth),
    `Equal number of recurrent parameters, ${corpus}:`,
    renderTable(header, sameSize),
  ].join('\n\n');
}
