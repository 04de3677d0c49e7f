/** What people see of a key, under names of their own. The id is masked; KeyUid tells two keys apart that look alike. */
export const keyColumns = `project Account = account_number_s, User = user_s, AccessKey = AccessKeyId_s, Status = Status_s, AgeDays = KeyAgeDays_d,
    Created = CreateDate_t, LastUsed = LastUsedDate_t, DaysSinceLastUse = DaysSinceLastUse_d, NeverUsed = NeverUsed_b, LastService = ServiceName_s,
    LastRegion = Region_s, SnapshotTime, KeyUid = KeyUid_s`;

/** Of `keys`: the age when the snapshot was made, to the second. The root user's keys have no date, and an alert must not invent one. */
export const createdBefore = (days: number | string) => `where CreateDate_t < SnapshotTime - ${days}d`;

export const oldestFirst = 'sort by Created asc, Account asc, User asc, KeyUid asc';
