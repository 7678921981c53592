// A tagger's network as a worker opens it: the weights are in the shared memory, and this says
// where they are.
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
