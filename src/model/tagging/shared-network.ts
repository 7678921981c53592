// A tagger's network for a worker: plain data, with the addresses of the weights in the shared
// memory.
import type { IsLegal } from '../../layers/crf.js';
import type { EmbeddingTable } from '../../layers/embedding.js';
import type { Engine } from '../../tensors/matrix.js';
import { type ParameterBlocks, placeParameters } from '../../tensors/parameters.js';
import type { NetworkConfig } from '../network/config.js';
import { createNetwork, type Network } from '../network/network.js';
import { parameterShapes } from '../network/parameter-shapes.js';
import { createLabels } from '../vocabulary/labels.js';

/** Plain data, so that it can be copied to another thread. */
export interface SharedNetwork {
  readonly config: NetworkConfig;
  readonly types: readonly string[];
  readonly characterCount: number;
  readonly table: EmbeddingTable;
  readonly blocks: ParameterBlocks;
}

/** The network over the weights in the shared memory. */
export function openSharedNetwork(engine: Engine, shared: SharedNetwork): Network {
  const { config, types, characterCount, table, blocks } = shared;
  const labels = createLabels(types);
  const labelCount = labels.tags.length;
  const shapes = parameterShapes(config, { labelCount, characterCount });
  const isLegal: IsLegal = labels.isLegal;
  const parameters = placeParameters(shapes, blocks);
  return createNetwork(engine, { config, labelCount, isLegal, table, parameters });
}
