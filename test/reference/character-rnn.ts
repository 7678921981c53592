// Character features by recurrence: a recurrent layer over the characters in both directions, each
// word alone.
import { type CellName, cells } from './cells/cells.js';
import { addNamed, addTo, type NamedArrays, zerosLike } from './named-arrays.js';
import { type Direction, recurrence } from './recurrence.js';
import { gatherRows, scatterAddRows } from './rows.js';

const directions = ['forward', 'reverse'] as const;

// A cell's name for a parameter, and the model file's.
const fileNames = { weightIh: 'weight_ih', weightHh: 'weight_hh', bias: 'bias' } as const;

/** weightHh in reverse is weight_hh_l0_reverse. */
export function characterRnnName(name: string, direction: Direction): string {
  const fileName = (fileNames as Readonly<Record<string, string>>)[name] ?? name;
  return `${fileName}_l0${direction === 'reverse' ? '_reverse' : ''}`;
}

/**
 *   y = [→h at the last character, ←h at the first]
 *
 * @param spellings rows of the characters of each word, at least one
 * @param parameters embedding (characters, D); weight_ih_l0 (gates·H, D), weight_hh_l0 (gates·H,
 *   H), bias_l0 (gates·H), for peepholes peephole_l0 (3H), and the same with _reverse
 * @returns output (words, 2H), and the gradients as sums over the words
 */
export function characterRnn(
  spellings: readonly (readonly number[])[],
  parameters: NamedArrays,
  cell: CellName,
) {
  const passes = spellings.map((spelling) => wordPass(spelling, parameters, cell));
  const width = passes[0].output.length;

  const backward = (dOutput: Float64Array): NamedArrays => {
    const sum = zerosLike(parameters);
    for (const [w, pass] of passes.entries()) {
      addNamed(sum, pass.backward(dOutput.subarray(w * width, (w + 1) * width)));
    }
    return sum;
  };

  return { output: Float64Array.from(passes.flatMap(({ output }) => [...output])), backward };
}

function wordPass(spelling: readonly number[], parameters: NamedArrays, cellName: CellName) {
  const { embedding } = parameters;
  const { step, gateCount, stateCount } = cells[cellName];
  const D = parameters.weight_ih_l0.length / parameters.bias_l0.length;
  const H = parameters.bias_l0.length / gateCount;
  const characters = gatherRows(embedding, spelling, D);
  const walks = directions.map((direction) =>
    recurrence(characters, {
      cell: step,
      parameters: ownParameters(parameters, direction),
      initialState: Array.from({ length: stateCount }, () => new Float64Array(H)),
      direction,
    }),
  );

  const backward = (dOutput: Float64Array): NamedArrays => {
    const gradients: Record<string, Float64Array> = { ...zerosLike(parameters) };
    const nothing = new Float64Array(spelling.length * H);
    for (const [n, walk] of walks.entries()) {
      const [, ...otherStates] = walk.finalState;
      const dFinal = [dOutput.slice(n * H, (n + 1) * H), ...otherStates.map((s) => s.map(() => 0))];
      const { dInputs, dParameters } = walk.backward(nothing, dFinal);
      for (const [name, array] of Object.entries(dParameters)) {
        addTo(gradients[characterRnnName(name, directions[n])], array);
      }
      gradients.embedding = scatterAddRows(gradients.embedding, spelling, dInputs, D);
    }
    return gradients;
  };

  return {
    output: Float64Array.from(walks.flatMap(({ finalState: [hidden] }) => [...hidden])),
    backward,
  };
}

function ownParameters(parameters: NamedArrays, direction: Direction): NamedArrays {
  const names = ['weightIh', 'weightHh', 'bias', 'peephole'];
  return Object.fromEntries(
    names
      .map((name) => [name, parameters[characterRnnName(name, direction)]] as const)
      .filter(([, array]) => array !== undefined),
  );
}
