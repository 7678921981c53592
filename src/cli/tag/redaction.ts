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
import { saveOrElsewhere } from '../process/save-elsewhere.js';

// Only the user may read what stands for what.
const PRIVATE = 0o600;

export interface Redaction {
  /** Adds what the recognizers find. */
  readonly refine: Refine;
  /** The types of what the recognizers find. */
  readonly types: readonly string[];
  readonly redactText: RedactText;
  /** Writes the mapping of all entities that have been hidden, if the flags ask for one. */
  writeMapping(): Promise<void>;
}

type RedactionFlags = Pick<
  TagFlags,
  'recognize' | 'region' | 'only' | 'pseudonyms' | 'mapping' | 'force'
>;

/** @throws UsageError for an unknown region, or if --only drops all that would be recognized */
export async function createRedaction(flags: RedactionFlags): Promise<Redaction> {
  const { recognize = [], region, only, pseudonyms: isNumbered, mapping, force } = flags;
  const recognizers = await loadRecognizers(recognize, region).catch(asUsageError);
  const types = recognizers.map(({ label }) => label);
  // What --only drops must not stand in the place of what it keeps.
  const kept = recognizers.filter(({ label }) => only?.includes(label) ?? true);
  if (recognizers.length > 0 && kept.length === 0) {
    throw new UsageError(`--recognize: finds only ${types.join(', ')}, which --only drops`, 'tag');
  }
  const pseudonyms = new Pseudonyms();
  return {
    refine: kept.length > 0 ? addRecognized(kept) : inOrder([]),
    types,
    redactText: isNumbered ? createPseudonymizer(pseudonyms) : redactPlainly,
    writeMapping: async () => {
      if (mapping === undefined) return;
      await saveOrElsewhere({
        what: 'the mapping',
        path: mapping,
        force,
        write: (path, options) =>
          writeFileAtomically(path, renderMapping(pseudonyms), { ...options, mode: PRIVATE }),
      });
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
export function withoutQuotes(error: InputError): InputError {
  return new InputError(error.message.replace(/:? ?".*"/s, ' (not shown)'));
}
