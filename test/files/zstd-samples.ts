// Text that the reference implementation of zstd compressed: one frame with a checksum and one
// without.

export const sampleText = Buffer.from(
  Array.from({ length: 400 }, (_, index) => `Teddy bear ${index} was here.\n`).join(''),
);

export const withChecksum = Buffer.from(
  [
    'KLUv/WSiJfUNABZtURWgp1o4ZBrf09kuAN7S0iZS1nq/TsVdAEwASABaa6211vr/////PxwOh8PhcDgcPuecc845xx',
    'hjjDHGmFJKKaWUUgghhBBCCBljjDHGGEMIIYQQQoht27ZNkiRJ+v//YwoZYloAAQwODAhYgMCAwQMCgwEeKCgwEBBa',
    'a6211lpBQUFBQUFBQUFB5/P5fD6fz+ez2Ww2m81ms9lcLpfL5XK5XC6TyWQymUwmk8nj8Xg8Ho/H47FYLBaLxWKxWL',
    'z33nvvvbcOc84555xzTimllFJKKaWUUkoppZRSSimloiIiIiIiIiIiIiKioaGhoaGhoaGhISEhISEhISEhIaFpmqZp',
    'mqZpkiRJkiRJkqQDc84555xzzjnnnHPOOeecc84555xzzjnnnHPOOeecc84555xzzjnnnHPOOeecc84555xzzjnnnD',
    'OBkKgREPn9z8FHlXMRPEKQEHyCP9e2+37X73u939f7Bt6OIwEAFAgAgQAgEAACAoBA31f4tP/0lP/wdP/Yqf7RIQgB',
    'gEAACAAAAAEAQAAAAAAAAQBAAChzhZyIf+CE98dNtD9sYv1Re1hYWFi0sLCwJKurQFoFjx80tA==',
  ].join(''),
  'base64',
);

export const withoutChecksum = Buffer.from(
  [
    'KLUv/WCiJd0LAJYbOhTAZznrVN0kWtS7UsqUUkrC4L0mCzsAMgAxAEREREREMzMzMzP///+/bdu23bZt25IkSZLbtm',
    '2biIiIiBTNXU4AAg4Gh4LCgQGhEAUDw2GgkEBAcBAIq6qqqqoiIiIiIpqZmZmZ+f///23btu22bduWJEmS3LZt20RE',
    'REQkIiIiIkKqqqqqqgLBqqqqqioiIiIiopmZmZmZ////37Zt227btm1JkiTJbdu2TUREREQkFovFYrFYLBYBVVVVVV',
    'VERERERDMzMzMz////v23btt22bduSJEmS27Ztm4iIiIhIMBgMBoPBYDCBkKgh8O5/BsFH1XIRfIIQvILkx0M1NSUl',
    'JSkpKSokNfUTH/pLfghLWlZSVFSUlJR4f+onPvQn/RAWNS0lKSkpKiq20/+KW1R9UHxQ9qD0oORBwYO6g9IOSh2U0q',
    'HMsJENe9hghQ1mmMEGG6ywgQ0r2J05RU4Xp8LpN8VNadPZVHNN1aRlWVbLslqSpVQgrQI=',
  ].join(''),
  'base64',
);

export const emptyFrame = Buffer.from('KLUv/SQAAQAAmenYUQ==', 'base64');
