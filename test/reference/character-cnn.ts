// Character features by convolutions of one width or several, each word alone.
import { convolutionBackward, maximumOfRows } from './convolution.js';
import { joinColumns, splitColumns } from './joined-columns.js';
import { linear } from './linear.js';
import { addNamed, type NamedArrays, zerosLike } from './named-arrays.js';
import { gatherRows, scatterAddRows } from './rows.js';

/**
 *   y[f] = max over the places p of W[f] · [e(p), ..., e(p + width - 1)] + b[f]
 *
 * Half a width of edges, rounded down, stands before the first character and after the last.
 *
 * @param spellings rows of the characters of each word, at least one
 * @param parameters embedding (characters + 1, D), whose last row is that of the edge; for each
 *   width k weight_wk (F, kD) and bias_wk (F)
 * @param widths rising
 * @returns output (words, widths·F), and the gradients as sums over the words
 */
export function characterCnn(
  spellings: readonly (readonly number[])[],
  parameters: NamedArrays,
  widths: readonly number[],
) {
  const passes = widths.map((width) => oneWidth(spellings, parameters, width));
  const columns = widths.map((width) => parameters[`bias_w${width}`].length);

  const backward = (dOutput: Float64Array): NamedArrays => {
    const sum = zerosLike(parameters);
    const parts = splitColumns(dOutput, columns);
    for (const [n, pass] of passes.entries()) addNamed(sum, pass.backward(parts[n]));
    return sum;
  };

  return {
    output: joinColumns(
      passes.map(({ output }) => output),
      columns,
    ),
    backward,
  };
}

function oneWidth(
  spellings: readonly (readonly number[])[],
  parameters: NamedArrays,
  width: number,
) {
  const passes = spellings.map((spelling) => wordPass(spelling, parameters, width));
  const F = parameters[`bias_w${width}`].length;

  const backward = (dOutput: Float64Array): NamedArrays => {
    const sum = zerosLike(parameters);
    for (const [w, pass] of passes.entries()) {
      addNamed(sum, pass.backward(dOutput.subarray(w * F, (w + 1) * F)));
    }
    return sum;
  };

  return { output: Float64Array.from(passes.flatMap(({ output }) => [...output])), backward };
}

function wordPass(spelling: readonly number[], parameters: NamedArrays, width: number) {
  const { embedding, [`weight_w${width}`]: weight, [`bias_w${width}`]: bias } = parameters;
  const F = bias.length;
  const K = weight.length / F;
  const D = K / width;
  const edges = new Array(Math.floor(width / 2)).fill(embedding.length / D - 1);
  const characters: number[] = [...edges, ...spelling, ...edges];
  const count = characters.length - width + 1;
  const x = gatherRows(embedding, characters, D);
  const windows = Array.from({ length: count }, (_, p) => [...x.subarray(p * D, p * D + K)]);
  const answers = linear(Float64Array.from(windows.flat()), { weight, bias }).output;
  const { out, best } = maximumOfRows(answers, F, [{ first: 0, count }]);

  const backward = (dOut: Float64Array): NamedArrays => {
    const { dW, db, dx } = convolutionBackward({ x, W: weight, dOut, best }, { F, K, D });
    const zeros = new Float64Array(embedding.length);
    return {
      embedding: scatterAddRows(zeros, characters, dx, D),
      [`weight_w${width}`]: dW,
      [`bias_w${width}`]: db,
    };
  };

  return { output: out, backward };
}
