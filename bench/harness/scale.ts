// Full measurements, and quick ones that show in a minute that everything runs.

/** The figures of the quick scale mean nothing. */
export type Scale = 'full' | 'quick';

/** Seeds that means are taken over. */
export const seedsOf = (scale: Scale): readonly number[] => (scale === 'full' ? [1, 2, 3] : [1]);
