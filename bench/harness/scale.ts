// Full measurements, and quick ones that show in a minute that everything runs.

/** The figures of the quick scale mean nothing. */
export type RunScale = 'full' | 'quick';

/** Seeds that means are taken over. */
export const seedsOf = (scale: RunScale): readonly number[] => (scale === 'full' ? [1, 2, 3] : [1]);
