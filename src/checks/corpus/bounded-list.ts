// The first items of a list that may be too long for the memory, and the number of the others.

export interface BoundedList<Item> {
  /** @param make is called only for an item that is kept, and for the first that is not */
  add(make: () => Item): void;
  /** The items that are kept; the last one stands for the others, if there are any. */
  list(): Item[];
}

/** @param standFor makes the item for `count` others, of which `first` is the first */
export function createBoundedList<Item>(
  most: number,
  standFor: (first: Item, count: number) => Item,
): BoundedList<Item> {
  const kept: Item[] = [];
  let first: Item | undefined;
  let count = 0;
  return {
    add: (make) => {
      if (kept.length < most) {
        kept.push(make());
        return;
      }
      first ??= make();
      count++;
    },
    list: () => (first === undefined ? kept : [...kept, standFor(first, count)]),
  };
}
