import { noSnapshot, type QueryItem } from './items';
import { maxKeyAgeDays } from './parameters';

/** Numbers at a glance. An answer without a snapshot has no rows: a zero would be a lie. */
export const tiles = (ofKeys: (expression: string) => string): QueryItem => ({
  name: 'tiles',
  title: 'At the latest complete snapshot',
  query: ofKeys(numbers),
  visualization: 'tiles',
  settings: {
    tileSettings: {
      titleContent: { columnMatch: 'Title', formatter: 1 },
      leftContent: {
        columnMatch: 'Value',
        formatter: 12,
        formatOptions: { palette: 'auto' },
        numberFormat: { unit: 17, options: { style: 'decimal', maximumFractionDigits: 0 } },
      },
      secondaryContent: { columnMatch: 'Hint', formatter: 1 },
      showBorder: true,
      sortCriteriaField: 'Position',
      sortOrderField: 1,
    },
  },
  noDataMessage: noSnapshot,
});

const count = (position: number, title: string, condition: string, hint: string) =>
  `(keys | summarize Value = countif(${condition}) | project Position = ${position}, Title = "${title}", Value, Hint = "${hint}")`;

const numbers = `union
  ${count(1, 'Keys', 'true', 'of all users, and of root users')},
  ${count(2, `Active and older than ${maxKeyAgeDays} days`, `Status_s == "Active" and CreateDate_t < SnapshotTime - ${maxKeyAgeDays}d`, 'to be rotated')},
  ${count(3, 'Never used', 'NeverUsed_b', 'to be deleted')},
  ${count(4, 'Root user’s keys', 'IsRoot_b', 'should be none')},
  (latestSnapshot | project Position = 5, Title = "Hours since the snapshot", Value = datetime_diff("hour", now(), SnapshotTime), Hint = "a day is usual")
| where toscalar(latestSnapshot | count) == 1
| sort by Position asc`;
