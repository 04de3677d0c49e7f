import { type ParkingPlace, type ParkingReason, parkingReasons } from '@audit-bridge/parked-records';
import type { RefusedBlob } from './send-again';

/** What is parked for good now, oldest message first. Listed before anything moves: what is refused again meanwhile is another run's. */
export async function listRefusedBlobs(place: ParkingPlace, reasons: readonly ParkingReason[] = parkingReasons): Promise<RefusedBlob[]> {
  const blobs: RefusedBlob[] = [];
  for (const reason of reasons) {
    for await (const blob of place.list(`refused/${reason}/`)) blobs.push({ ...blob, reason });
  }
  return blobs;
}

/** One line a reason: `UnknownSubscription: 12 blobs, 48 kB, from 2026-11-20 to 2026-11-21`. */
export function describeByReason(blobs: readonly RefusedBlob[]): readonly string[] {
  const reasons = [...new Set(blobs.map(({ reason }) => reason))];
  return reasons.map(reason => {
    const ofReason = blobs.filter(blob => blob.reason === reason);
    const kilobytes = Math.ceil(ofReason.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0) / 1000);
    const days = ofReason.map(({ parkedMilliseconds }) => new Date(parkedMilliseconds).toISOString().slice(0, 10)).sort();
    return `${reason}: ${ofReason.length} blobs, ${kilobytes.toLocaleString('en')} kB, parked from ${days[0]} to ${days.at(-1)}`;
  });
}
