import type { SampleUser } from './sample-accounts';

/** Users that stand for what is rare: always in the sample. */
export const specialUsers: readonly SampleUser[] = [
  { name: 'break-glass', path: '/', keys: [{ ageDays: 1_460 }, { ageDays: 730 }] },
  // Every kind of character that a name may have, and the longest name.
  { name: 'ci+deploy=prod,eu.west@quillfern_example-1', path: '/', keys: [{ ageDays: 120, lastUsedDaysAgo: 0 }] },
  { name: 'n'.repeat(64), path: '/', keys: [{ ageDays: 15, lastUsedDaysAgo: 1 }] },
  { name: 'Zoe', path: '/', keys: [{ ageDays: 33, lastUsedDaysAgo: 2 }] },
  { name: 'zoe.ostervang', path: "/people/north!#$%&'()*+~/", keys: [{ ageDays: 90, lastUsedDaysAgo: 3 }] },
  {
    name: 'tagged',
    path: '/people/',
    tags: [
      { Key: 'Eigentümer', Value: 'Zoë Østervang' },
      { Key: '部署', Value: '霧島 🔑' },
    ],
    keys: [{ ageDays: 91, lastUsedDaysAgo: 40 }],
  },
  { name: 'no-key', path: '/', keys: [] },
  { name: 'new-today', path: '/', keys: [{ ageDays: 0 }] },
  { name: 'retired', path: '/', keys: [{ ageDays: 900, lastUsedDaysAgo: 700, status: 'Inactive' }] },
  {
    name: 'in-rotation',
    path: '/',
    keys: [
      { ageDays: 89, lastUsedDaysAgo: 6 },
      { ageDays: 7, lastUsedDaysAgo: 0 },
    ],
  },
];
