import type { AccessKeyQuery, QueryOptions } from '../access-key-query';
import { savedSearchPeriod } from '../period';
import { keysOfLatestSnapshot } from '../snapshots';
import { statements } from '../statements';

export const keysByServiceAndRegion = (options: QueryOptions): AccessKeyQuery => ({
  name: 'keys-by-service-and-region',
  title: 'Access keys by service and Region of their last use',
  description:
    'How many keys of the latest complete snapshot were last used for which service in which Region. The root user’s are left out: nothing tells of their use.',
  kusto: statements(
    keysOfLatestSnapshot({ ...options, period: savedSearchPeriod }),
    `${lastUses}
| summarize Keys = count(), Active = countif(Status_s == "Active"), LastUsed = max(LastUsedDate_t) by Service, Region
| sort by Keys desc, Service asc, Region asc`,
  ),
});

/** Of `keys`: IAM says N/A for the service and the Region of a key that was never used, and for the Region of a global service. */
export const lastUses = `keys
| where IsRoot_b != true
| extend Service = iff(NeverUsed_b, "(never used)", ServiceName_s), Region = iff(NeverUsed_b, "(never used)", Region_s)`;
