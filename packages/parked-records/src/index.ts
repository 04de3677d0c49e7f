export type { ParkedRecord, ParkingReason } from './parked-record';
