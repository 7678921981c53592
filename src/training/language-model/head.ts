// What a language model has beside the body of a tagger: a projection of the hidden states for each
// direction.
import { directions } from '../../layers/bidirectional.js';
import type { EmbeddingTable, RowGradients } from '../../layers/embedding.js';
import type { LinearParameters } from '../../layers/linear.js';
import type { NetworkConfig } from '../../model/network/config.js';
import { initializeGlorot } from '../../tensors/initialize.js';
import type { Engine } from '../../tensors/matrix.js';
import { allocateParameters, type Parameters } from '../../tensors/parameters.js';
import type { Random } from '../../tensors/random.js';

export interface Head {
  readonly parameters: Parameters;
  /** (width, H) by direction */
  readonly projections: readonly LinearParameters[];
  /** Without rows: it has no words of its own. */
  readonly table: EmbeddingTable;
}

/** The gradient of no words. */
export const noRows: RowGradients = { ids: [], gradient: 0 };

/** @param table of the body */
export function createHead(
  engine: Engine,
  { config, table }: { readonly config: NetworkConfig; readonly table: EmbeddingTable },
  random: Random,
): Head {
  const { hidden: H } = config;
  const { width } = table;
  const names = directions.slice(0, config.directions);
  const parameters = allocateParameters(
    engine,
    names.flatMap((name) => [
      { name: `${name}.weight`, shape: [width, H] },
      { name: `${name}.bias`, shape: [width] },
    ]),
    true,
  );
  const projections = names.map((name) => {
    const weight = parameters.find(`${name}.weight`);
    initializeGlorot(engine, weight.value, { inputs: H, outputs: width }, random);
    return { weight, bias: parameters.find(`${name}.bias`) };
  });
  return { parameters, projections, table: { ...table, rows: 0 } };
}
