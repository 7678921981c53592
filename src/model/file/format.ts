// What the encoder and the decoder of a model file agree on.

export const FORMAT = 'teddy-tagger';
// A network without types, from which training starts; programs that tag refuse it.
export const LANGUAGE_MODEL_FORMAT = 'teddy-language-model';
// Programs that know only the first version cannot read an ensemble.
export const FORMAT_VERSION = '1';
export const ENSEMBLE_VERSION = '2';

/** How a model was made: corpora, options, scores. Kept and shown, but not needed for tagging. */
export type Provenance = Readonly<Record<string, unknown>>;

/** PyTorch's nn.LSTM has two biases. Ours is the first; the second is zero in the files that we write. */
export function secondBias(name: string): string | undefined {
  return name.includes('.bias_ih_') ? name.replace('.bias_ih_', '.bias_hh_') : undefined;
}
