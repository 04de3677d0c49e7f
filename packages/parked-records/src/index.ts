export { DamagedParkedRecordsError, ParkingPlaceError } from './errors';
export { type ParkedRecord, type ParkingReason, parkingReasons } from './parked-record';
export { parkedRecordGroups } from './parked-record-groups';
export { readParkedRecords, writeParkedRecords } from './parked-records-blob';
export { checkContent, parkedRecordsName } from './parked-records-name';
export type { ParkedBlob, ParkingFolder, ParkingPlace } from './parking-place';
