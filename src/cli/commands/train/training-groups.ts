// Flags of a training that name no file, in the groups of --help. A training without a command line
// has the same.
import {
  optimizerFlags,
  regularizationFlags,
  reproducibilityFlags,
  scheduleFlags,
  stoppingFlags,
} from './learning-flags.js';
import { initializationFlags, layerFlags, wordFlags } from './network-flags.js';
import { presetFlags, rawTextFlags } from './storage-flags.js';

export const trainingGroups = {
  'Raw text': rawTextFlags,
  Preset: presetFlags,
  Network: { ...layerFlags, ...initializationFlags },
  'Word features': wordFlags,
  Optimizer: optimizerFlags,
  'Learning rate schedule': scheduleFlags,
  Regularization: regularizationFlags,
  Stopping: stoppingFlags,
  Reproducibility: reproducibilityFlags,
};
