// The members of an ensemble in a model file: the field "ensemble" of the metadata, and the names
// of tensors. A tensor that is equal in all members is stored once, under the name that it has in a
// model of one network; any other once for each member, under this name with a prefix.
import * as v from 'valibot';
import { InputError } from '../../errors.js';
import { MOST_MEMBERS } from '../network/config.js';
import type { CheckedFile } from './checked-file.js';
import { temperatureSchema } from './temperature-schema.js';

/** What the rows of the tables need, because some of them may be equal in all members. */
export interface Membership {
  /** Of each network. */
  readonly temperatures: readonly number[];
  /** Number of first learned words of which each member has its own row. */
  readonly ownWords: number;
  /** The same of the vectors. */
  readonly ownVectors: number;
}

const count = v.pipe(v.number(), v.integer('a whole number'), v.minValue(0));

const membershipSchema = v.strictObject({
  temperatures: v.pipe(
    v.array(temperatureSchema),
    v.check(
      ({ length }) => length >= 2 && length <= MOST_MEMBERS,
      `2 to ${MOST_MEMBERS} temperatures`,
    ),
  ),
  ownWords: count,
  ownVectors: count,
});

/** The name of a tensor of one member, counted from 0. */
export const memberName = (member: number, name: string) => `members.${member}.${name}`;

export const readMembership = (file: CheckedFile): Membership =>
  file.field('ensemble', membershipSchema);

/**
 * Checks the number of rows that are a member's own, of `rows` in its table.
 *
 * @throws InputError if there are more
 */
export function expectOwnRows(where: string, own: number, rows: number): void {
  if (own <= rows) return;
  throw new InputError(`${where}: expected at most ${rows}, as many as there are, found ${own}`);
}

/** The name that the file has for a tensor of a member: that of all members, or else its own. */
export function storedName(file: CheckedFile, name: string, member: number | undefined): string {
  return member === undefined || file.hasTensor(name) ? name : memberName(member, name);
}
