// A tagger as another thread sees it: the numbers are in the shared memory, these say where and what they mean.
import type { IsLegal } from '../../layers/crf.js';
import type { EmbeddingTable } from '../../layers/embedding.js';
import type { Engine } from '../../tensors/matrix.js';
import { type ParameterBlocks, placeParameters } from '../../tensors/parameters.js';
import type { NetworkConfig } from '../network/config.js';
import { createNetwork, type Network } from '../network/network.js';
import { parameterShapes } from '../network/parameter-shapes.js';
import { createLabels } from '../vocabulary/labels.js';

export interface TaggerBlueprint {
  readonly config: NetworkConfig;
  readonly types: readonly string[];
  readonly characterCount: number;
  readonly table: EmbeddingTable;
  readonly blocks: ParameterBlocks;
}

/** The network over weights that are there already. */
export function networkOf(engine: Engine, blueprint: TaggerBlueprint): Network {
  const { config, types, characterCount, table, blocks } = blueprint;
  const labels = createLabels(types);
  const labelCount = labels.tags.length;
  const shapes = parameterShapes(config, { labelCount, characterCount });
  const isLegal: IsLegal = labels.isLegal;
  const parameters = placeParameters(shapes, blocks);
  return createNetwork(engine, { config, labelCount, isLegal, table, parameters });
}
