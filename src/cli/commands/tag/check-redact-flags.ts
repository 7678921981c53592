// Flags of `tagger tag` that would have no effect beside --restore, which tags nothing, or without
// another flag.
import { UsageError } from '../../flags/usage-error.js';

const beside = ['restore', 'quiet', 'encoding', 'invalid'];

/** @throws UsageError for a flag without effect */
export function checkRedactFlags(values: ReadonlyMap<string, unknown>): void {
  const isGiven = (name: string) => values.has(name) && values.get(name) !== false;
  const refuse = (message: string) => new UsageError(message, 'tag');
  if (values.has('restore')) {
    const other = [...values.keys()].find((name) => isGiven(name) && !beside.includes(name));
    if (other !== undefined) throw refuse(`--${other}: cannot be combined with --restore`);
  }
  const kinds = values.get('recognize');
  const findsPhones = Array.isArray(kinds) && kinds.includes('phone');
  if (values.has('region') && !findsPhones) throw refuse('--region: requires --recognize phone');
  if (isGiven('force') && !values.has('mapping') && !values.has('output')) {
    throw refuse('--force: requires --output or --mapping');
  }
}
