// The time of each stage in a profile.
import type { Profile } from './profiler.js';
import type { Stage } from './stage-files.js';

type CallFrame = Profile['nodes'][number]['callFrame'];

export const GARBAGE_COLLECTION = 'garbage collection';
export const REMAINDER = 'remainder';

/**
 * Microseconds of each stage, of garbage collection, and of everything else.
 *
 * A sample belongs to the innermost function of its call stack whose file has a stage, so that a
 * matrix product belongs to the layer that asked for it. Samples outside of src are the
 * measurement's own and are not counted.
 */
export function stageTimes(profile: Profile, stages: readonly Stage[]): Map<string, number> {
  const stageOfNode = attributeNodes(profile, stages);
  const names = [...stages.map(({ name }) => name), GARBAGE_COLLECTION, REMAINDER];
  const times = new Map(names.map((name) => [name, 0]));
  const { samples = [], timeDeltas = [] } = profile;
  samples.forEach((node, index) => {
    const stage = stageOfNode.get(node);
    // A delta is the time before its sample, so the time after this sample is the next delta.
    const elapsed = timeDeltas[index + 1] ?? 0;
    if (stage !== undefined) times.set(stage, (times.get(stage) ?? 0) + elapsed);
  });
  return times;
}

/** The stage of each node of the call tree; nodes that are not counted are absent. */
function attributeNodes({ nodes }: Profile, stages: readonly Stage[]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stageOfNode = new Map<number, string>();
  const visit = (id: number, stageOfCaller: string | undefined) => {
    const node = byId.get(id);
    if (!node) return;
    const stage = stageOfFrame(node.callFrame, stages, stageOfCaller);
    if (stage !== undefined) stageOfNode.set(id, stage);
    for (const child of node.children ?? []) visit(child, stage);
  };
  const [root] = nodes;
  if (root) visit(root.id, undefined);
  return stageOfNode;
}

function stageOfFrame(
  { functionName, url }: CallFrame,
  stages: readonly Stage[],
  stageOfCaller: string | undefined,
): string | undefined {
  if (functionName === '(garbage collector)') return GARBAGE_COLLECTION;
  // Native code whose caller V8 does not know.
  if (functionName === '(program)') return REMAINDER;
  const [, file] = /\/dist\/src\/(.+)\.js$/.exec(url) ?? [];
  if (file === undefined) return stageOfCaller;
  const isIn = (place: string) => (place.endsWith('/') ? file.startsWith(place) : file === place);
  const stage = stages.find(({ places }) => places.some(isIn));
  return stage?.name ?? stageOfCaller ?? REMAINDER;
}
