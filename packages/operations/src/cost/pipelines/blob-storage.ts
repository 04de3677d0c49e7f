import type { Environment } from '@audit-bridge/config';
import type { UnitPriceName } from '../unit-prices';

/** What a GB of blobs costs, by how often Azure keeps it. */
export const blobPrices: Readonly<Record<Environment['azure']['blobReplication'], UnitPriceName>> = {
  LRS: 'blobsLrs',
  ZRS: 'blobsZrs',
  GRS: 'blobsGrs',
  GZRS: 'blobsGzrs',
};
