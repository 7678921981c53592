// The content of a model file from a tagger. docs/model-format.md documents the layout.
import * as v from 'valibot';
import type { Safetensors } from '../../safetensors/safetensors.js';
import { networkConfigSchema } from '../network/config.js';
import { isLanguageModel, type Tagger } from '../tagger.js';
import {
  ENSEMBLE_VERSION,
  FORMAT,
  FORMAT_VERSION,
  LANGUAGE_MODEL_FORMAT,
  type Provenance,
} from './format.js';
import { membershipOf, tensorsOf } from './tagger-tensors.js';
import { conventionsFields } from './text-field.js';

// The header has to hold it beside the types, and as JSON within JSON.
const LONGEST_PROVENANCE = 2 ** 21;

/** The tensors are copies. The same tagger and provenance give the same bytes. */
export function encodeModel(tagger: Tagger, provenance: Provenance): Safetensors {
  const { content } = tagger;
  const { vectors } = content;
  const membership = membershipOf(tagger);
  const metadata: Record<string, string> = {
    format: isLanguageModel(content) ? LANGUAGE_MODEL_FORMAT : FORMAT,
    format_version: membership ? ENSEMBLE_VERSION : FORMAT_VERSION,
    ...conventionsFields(content.conventions),
    // In the order of the schema, so that the same network gives the same bytes.
    config: JSON.stringify(v.parse(networkConfigSchema, content.config)),
    types: JSON.stringify(content.types),
    provenance: renderProvenance(provenance),
  };
  if (tagger.temperature !== 1) metadata.temperature = JSON.stringify(tagger.temperature);
  if (vectors) metadata.vectors = JSON.stringify({ digitsAreZeros: vectors.digitsAreZeros });
  if (membership) metadata.ensemble = JSON.stringify(membership);
  return { metadata, tensors: tensorsOf(tagger, membership) };
}

/** Without its longest parts if the header has no room for all. */
function renderProvenance(provenance: Provenance): string {
  const whole = JSON.stringify(provenance);
  if (whole.length <= LONGEST_PROVENANCE) return whole;
  const { learningCurve, ...rest } = provenance;
  const { learningCurve: _, scores, ...least } = rest as Record<string, unknown>;
  const found = [rest, least].map((part) => JSON.stringify(part));
  return found.find(({ length }) => length <= LONGEST_PROVENANCE) ?? '{}';
}
