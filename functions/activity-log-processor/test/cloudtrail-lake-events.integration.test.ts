import { type CloudTrailData, startCloudTrailData } from '../../../packages/local/src/emulators/cloudtrail-data';
import type { CloudTrailDataFault } from '../../../packages/local/src/emulators/cloudtrail-data-faults';
import { testCredentials, testRegion } from '../../../packages/local/src/emulators/test-account';
import { CloudTrailLakeEvents } from '../src/cloudtrail-lake-events';
import { contractAccountId, contractEvent, defineAuditEventsContract, type NextFault } from './contract/audit-events-contract';

function toServerFault(fault: NextFault): CloudTrailDataFault {
  if (fault.kind === 'lost-answer') return { kind: 'reset', when: 'after' };
  if (fault.kind === 'request') return { kind: 'refuse-request', status: fault.status, errorType: fault.errorCode };
  return { kind: 'refuse-entries', errorCode: fault.errorCode, entries: id => fault.ids.includes(id) };
}

describe('CloudTrailLakeEvents on the stand-in for the ingestion endpoint', () => {
  let server: CloudTrailData;

  beforeAll(async () => {
    server = await startCloudTrailData({ recipientAccountId: contractAccountId });
  });
  afterAll(() => server.stop());

  const connect = (changes: { readonly channelArn?: string } = {}) =>
    new CloudTrailLakeEvents({
      channelArn: server.channelArn,
      region: testRegion,
      endpointUrl: server.url,
      maxConcurrentRequests: 4,
      credentials: testCredentials,
      ...changes,
    });

  defineAuditEventsContract('CloudTrail Lake', async () => {
    server.ledger.clear();
    server.chooseFault = undefined;
    return {
      events: connect(),
      acceptedIds: () => server.ledger.events.map(({ id }) => id),
      failNext: fault => {
        server.chooseFault = () => {
          server.chooseFault = undefined;
          return toServerFault(fault);
        };
      },
    };
  });

  it('raises what is wrong with the channel, with what to look at', async () => {
    const events = connect({ channelArn: server.channelArn.replace('0123', '9999') });
    await expect(events.put([contractEvent(1)])).rejects.toMatchObject({
      errorCode: 'ChannelNotFound',
      retryable: false,
      divisible: false,
      message: expect.stringContaining('channel ARN'),
    });
  });
});
