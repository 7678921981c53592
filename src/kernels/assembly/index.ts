// The module's exports: what kernels.ts describes to the rest of the program.
export { gatherColumns, scatterAddColumns } from './columns';
export { convolutionBackward, maximumOfRows } from './convolution';
export { crfLoss, crfPrepare, crfScratchBytes } from './crf';
export { crfDecode } from './crf-decode';
export { dropout } from './dropout';
export { gatherQuantizedRows, gatherRows, quantizeRow, scatterAddRows } from './embedding';
export { exp, log } from './exponential';
export { gruGates, gruGatesBackward, gruState, gruStateBackward } from './gru';
export { lstmBackward, lstmForward } from './lstm';
export { multiplyPanels, packPanels, packPanelsTransposed, panelBytes, transpose } from './matrix';
export { adamUpdate, averageUpdate, nadamUpdate, sgdUpdate } from './optimizer';
export { peepholeBackward, peepholeForward } from './peephole';
export { sigmoid, sigmoidRows, tanh } from './sigmoid';
export { argmaxRows, softmaxLoss } from './softmax';
export { addColumnSums, addRows, axpy, clamp, copyRows, dot, fill, scale, sumOfSquares, swap, tanhBackward } from './vector';
