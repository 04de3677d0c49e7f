/** The parking container did not do what it must: records that were to be parked are not, or parked ones cannot be read or removed. */
export class ParkingPlaceError extends Error {
  override readonly name = 'ParkingPlaceError';

  constructor(
    message: string,
    /** The storage service's own code, such as `AuthorizationPermissionMismatch`, where there is one. */
    readonly errorCode?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A blob that is not as this package writes it. */
export class DamagedParkedRecordsError extends Error {
  override readonly name = 'DamagedParkedRecordsError';
}
