import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { taggingStages, trainingStages } from '../../../../bench/speed/stages/stage-files.js';

test.each([
  ['training', trainingStages],
  ['tagging', taggingStages],
])('every place of a stage of %s is a file or a folder of src', (_, stages) => {
  const places = stages.flatMap((stage) => stage.places);
  const missing = places.filter((place) => {
    const path = join('src', place);
    return !existsSync(place.endsWith('/') ? path : `${path}.ts`);
  });
  expect(missing).toEqual([]);
});
