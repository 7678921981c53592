// The simplest network of the family's best-known member: one layer, both directions, nothing between it and the output.
export const plainLstm = { cell: 'lstm', directions: 2, layers: 1, dense: [] } as const;
