// The exports of the module, which kernels.ts describes to the rest of the program.
//
// What holds for every kernel, unless it says otherwise: numbers are single precision, sizes and
// strides count elements, addresses count bytes. Operands may lie at any multiple of 4 bytes, rows
// of bytes anywhere; 16-byte alignment is not needed. Outputs overlap neither each other nor an
// input. `=` means that an output is written, `+=` that it is added to.
export { gatherColumns, scatterAddColumns } from './columns';
export {
  convolutionFilterGradients,
  convolutionInputGradient,
  maximumOfRows,
} from './convolution';
export { crfLoss, crfPrepare, crfScratchBytes } from './crf/loss';
export { crfDecode } from './crf/decode';
export { crfScoreLabels, crfScorePath, crfScoreScratchBytes } from './crf/scores';
export { dropout } from './dropout';
export { gatherQuantizedRows, gatherRows, quantizeRow, scatterAddRows } from './embedding';
export { exp, log } from './exponential';
export { gruGates, gruGatesBackward, gruState, gruStateBackward } from './gru';
export { integerRowBytes, weightPanelBytes } from './integer/layout';
export { packWeights, quantizeRows } from './integer/quantize';
export { countLines, findLine, indexLines } from './lines';
export { lstmBackward, lstmForward } from './lstm';
export { multiplyPanels, packPanels, packPanelsTransposed, panelBytes, transpose } from './matrix';
export { adamUpdate, averageUpdate, nadamUpdate, sgdUpdate } from './optimizer';
export { peepholeBackward, peepholeForward } from './peephole';
export { sigmoidRows, tanh } from './sigmoid';
export { argmaxRows, softmaxLoss, softmaxScores } from './softmax';
export { addColumnSums, addRows, axpy, clamp, copyRows, dot, fill, findNotFinite, scale, sumOfSquares, swap, tanhBackward } from './vector';
