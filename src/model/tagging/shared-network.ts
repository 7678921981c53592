// A tagger's network for a worker: plain data, with the addresses of the weights in the shared
// memory.
import type { IsLegal } from '../../layers/decoders/crf.js';
import type { EmbeddingTable } from '../../layers/embedding.js';
import type { Engine } from '../../tensors/matrix.js';
import { type ParameterBlocks, placeParameters } from '../../tensors/parameters.js';
import type { NetworkConfig } from '../network/config.js';
import { createEnsemble, type Member } from '../network/ensemble.js';
import { createNetwork, type Network, type TaggingNetwork } from '../network/network.js';
import { parameterShapes } from '../network/parameter-shapes.js';
import { createLabels, type Labels } from '../vocabulary/labels.js';

/** Plain data, so that it can be copied to another thread. */
export interface SharedNetwork {
  readonly config: NetworkConfig;
  readonly types: readonly string[];
  readonly characterCount: number;
  readonly table: EmbeddingTable;
  readonly blocks: ParameterBlocks;
  /** As a member of an ensemble; 1, if absent. */
  readonly temperature?: number;
}

/** The networks that threads work with. */
export interface ThreadedNetworks {
  readonly trained: Network;
  /** The same network, or an ensemble, of which nothing is trained. */
  readonly tagging: TaggingNetwork;
}

/** The networks of a tagger, at least one; several of them tag as one. */
export function openSharedNetworks(
  engine: Engine,
  shared: readonly SharedNetwork[],
): ThreadedNetworks {
  const members = shared.map((one) => ({
    network: openSharedNetwork(engine, one),
    temperature: one.temperature ?? 1,
  }));
  return joinNetworks(engine, members, createLabels(shared[0].types));
}

/** @param members with the same labels, at least one */
export function joinNetworks(
  engine: Engine,
  members: readonly (Member & { readonly network: Network })[],
  { tags, isLegal }: Pick<Labels, 'tags' | 'isLegal'>,
): ThreadedNetworks {
  const [{ network: trained }] = members;
  if (members.length === 1) return { trained, tagging: trained };
  return { trained, tagging: createEnsemble(engine, members, { count: tags.length, isLegal }) };
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
