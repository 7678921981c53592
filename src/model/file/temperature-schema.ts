// The temperatures that a model file may have.
import * as v from 'valibot';

// Far beyond what training finds, and far from numbers that single precision cannot hold.
const LEAST_TEMPERATURE = 1e-3;

export const temperatureSchema = v.pipe(
  v.number(),
  v.check(
    (value) => value >= LEAST_TEMPERATURE && value <= 1 / LEAST_TEMPERATURE,
    'a number from 0.001 to 1000',
  ),
);
