// Fits the temperature of a model on a dev corpus and writes the model again; its weights stay the
// same.
//
// Run: node dist/models/fit-temperature.js MODEL DEV.conll
import { readConll } from '../src/corpora/conll-file.js';
import { readModel, writeModel } from '../src/model/file/model-file.js';
import { fitTemperature } from '../src/training/fit-temperature.js';

const [, , path, dev] = process.argv;
if (path === undefined || dev === undefined) {
  throw new Error('expected a model and a dev corpus');
}
const { tagger, provenance } = await readModel(path, 'exact');
const { sentences } = await readConll(dev);
const fit = fitTemperature(tagger, sentences);
tagger.temperature = fit.temperature;
const { entityCount: entities, errorBefore, errorAfter } = fit;
const calibration = { entities, errorBefore, errorAfter };
await writeModel(path, tagger, { ...provenance, calibration });
process.stderr.write(`${JSON.stringify(fit)}\n`);
