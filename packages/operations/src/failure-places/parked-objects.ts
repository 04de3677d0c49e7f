import type { ParkingFolder, ParkingPlace } from '@audit-bridge/parked-records';
import type { KeptObject, KeptObjects, KeptRecord } from './kept-objects';

/** Kept records in a folder of the parking container. */
export class ParkedObjects implements KeptObjects {
  constructor(
    private readonly place: Pick<ParkingPlace, 'list' | 'read'>,
    private readonly folder: ParkingFolder,
  ) {}

  async *list(): AsyncGenerator<KeptObject> {
    for await (const { lengthBytes, name, parkedMilliseconds } of this.place.list(this.folder)) {
      yield { name, lengthBytes, keptAt: new Date(parkedMilliseconds) };
    }
  }

  async read(name: string): Promise<readonly KeptRecord[]> {
    const records = (await this.place.read(name)) ?? [];
    return records.map(({ bytes, position, reason }) => ({ bytes, reason, isMessage: position === undefined }));
  }

  placeOf(name: string): string {
    return `parked blob ${name}`;
  }
}
