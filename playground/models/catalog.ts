// The models that lie beside the page, as the build has listed them.
import type { NetworkConfig } from 'teddy-tagger/browser';

/** A model of the list, or one that was opened or trained in the page. */
export interface ListedModel {
  readonly name: string;
  /** A sentence about it. */
  readonly about: string;
  readonly source: Blob;
}

/** An entry of `models.json`. */
export interface CatalogEntry extends Omit<ListedModel, 'source'> {
  readonly file: string;
}

export interface Catalog {
  /** The small models that explain something, by their names. */
  readonly small: Readonly<Record<SmallModel, Blob>>;
  /** All models to choose from, the first of them at first. */
  readonly models: readonly ListedModel[];
  readonly corpora: TeddyCorpora;
}

/** The corpora of `data/teddy`. */
export interface TeddyCorpora {
  readonly train: Uint8Array;
  readonly dev: Uint8Array;
  readonly test: Uint8Array;
}

export const SMALL_MODELS = {
  lstm: 'teddy-lstm.safetensors',
  forward: 'teddy-forward.safetensors',
  gru: 'teddy-gru.safetensors',
  rnn: 'teddy-rnn.safetensors',
} as const;

export type SmallModel = keyof typeof SMALL_MODELS;

/** Fetches all that the page will ever need. */
export async function fetchCatalog(): Promise<Catalog> {
  const entries = (await (await get('models.json')).json()) as readonly CatalogEntry[];
  const [train, dev, test] = ['train', 'dev', 'test'].map((name) => bytesOf(`${name}.conll`));
  const models = await Promise.all(
    entries.map(async ({ file, name, about }) => {
      const source = await (await get(file)).blob();
      return { file, name, about, source };
    }),
  );
  const sourceOf = (wanted: string) => {
    const found = models.find(({ file }) => file === wanted);
    if (!found) throw new Error(`models.json: expected ${wanted} in the list`);
    return found.source;
  };
  return {
    small: {
      lstm: sourceOf(SMALL_MODELS.lstm),
      forward: sourceOf(SMALL_MODELS.forward),
      gru: sourceOf(SMALL_MODELS.gru),
      rnn: sourceOf(SMALL_MODELS.rnn),
    },
    models,
    corpora: { train: await train, dev: await dev, test: await test },
  };
}

async function get(file: string): Promise<Response> {
  const response = await fetch(file);
  if (!response.ok) {
    const hint = 'npm run build:playground puts it beside the page';
    throw new Error(`${file}: expected a file, found status ${response.status}; ${hint}`);
  }
  return response;
}

const bytesOf = async (file: string): Promise<Uint8Array> =>
  new Uint8Array(await (await get(file)).arrayBuffer());

/** A network in a few words, such as "LSTM, 200 units, both directions". */
export function describeNetwork({ cell, layers, directions, hidden }: NetworkConfig): string {
  const depth = layers === 1 ? '' : `, ${layers} layers`;
  const reading = directions === 2 ? 'both directions' : 'forward only';
  return `${CELL_NAMES[cell]}, ${hidden} units${depth}, ${reading}`;
}

export const CELL_NAMES: Readonly<Record<NetworkConfig['cell'], string>> = {
  rnn: 'RNN',
  'gru-simple': 'Simple GRU',
  gru: 'GRU',
  lstm: 'LSTM',
  'lstm-peephole': 'LSTM with peepholes',
};
