import { testAccountId, testRegion } from './test-account';

const id = '01234567-89ab-cdef-0123-456789abcdef';

/** The channel that takes the events. */
export const testChannelArn = `arn:aws:cloudtrail:${testRegion}:${testAccountId}:channel/${id}`;

/** Where they then are. */
export const testEventDataStoreArn = `arn:aws:cloudtrail:${testRegion}:${testAccountId}:eventdatastore/${id}`;
