// What the flags of redaction add to `tagger tag`: recognizers, the hiding of entities, the mapping,
// and errors that do not quote the text.
import { inOrder, type Refine } from '../../entities/entity.js';
import { InputError } from '../../errors.js';
import { writeFileAtomically } from '../../files/write-file.js';
import { addRecognized, loadRecognizers } from '../../recognizers/add-recognized.js';
import { renderMapping } from '../../redaction/mapping.js';
import {
  createPseudonymizer,
  type RedactText,
  redactPlainly,
} from '../../redaction/redact-text.js';
import { Pseudonyms } from '../../redaction/stand-ins.js';
import type { TagFlags } from '../commands/commands.js';
import { UsageError } from '../flags/usage-error.js';

// Only the user may read what stands for what.
const PRIVATE = 0o600;

export interface Redaction {
  /** Adds what the recognizers find. */
  readonly refine: Refine;
  /** The types of what the recognizers find. */
  readonly types: readonly string[];
  readonly redactText: RedactText;
  /**
   * Tags everything, then writes the mapping of what has been written, even if tagging failed.
   *
   * @param isHidden whether errors must not quote the text
   */
  guard(isHidden: boolean, tagAll: () => Promise<void>): Promise<void>;
}

type RedactionFlags = Pick<TagFlags, 'recognize' | 'region' | 'pseudonyms' | 'mapping'>;

/** @throws UsageError for an unknown region */
export async function createRedaction(flags: RedactionFlags): Promise<Redaction> {
  const { recognize = [], region, pseudonyms: isNumbered, mapping } = flags;
  const recognizers = await loadRecognizers(recognize, region).catch(asUsageError);
  const pseudonyms = new Pseudonyms();
  return {
    refine: recognizers.length > 0 ? addRecognized(recognizers) : inOrder([]),
    types: recognizers.map(({ label }) => label),
    redactText: isNumbered ? createPseudonymizer(pseudonyms) : redactPlainly,
    guard: async (isHidden, tagAll) => {
      const errors: unknown[] = [];
      await tagAll().catch((error) => errors.push(isHidden ? withoutQuotes(error) : error));
      if (mapping !== undefined) {
        const pieces = renderMapping(pseudonyms);
        await writeFileAtomically(mapping, pieces, PRIVATE).catch((error) => errors.push(error));
      }
      if (errors.length > 1) throw new AggregateError(errors);
      if (errors.length > 0) throw errors[0];
    },
  };
}

function asUsageError(error: unknown): never {
  if (!(error instanceof RangeError)) throw error;
  throw new UsageError(`--region: ${error.message}`, 'tag');
}

/**
 * An error about the input quotes the place where the input is damaged, which may hold a name. All
 * quotations are in double quotes.
 */
export function withoutQuotes(error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  return new InputError(error.message.replace(/:? ?".*"/s, ' (not shown)'));
}
