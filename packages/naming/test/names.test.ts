import {
  NameDoesNotFitError,
  Names,
  nameLimits,
  oidcProviderArn,
  type ResourceKind,
  stableHash,
  stackId,
  streamArn,
  tokenAudience,
} from '../src/index';

const place = {
  aws: { accountId: '123456789012', region: 'eu-central-1' },
  azure: { subscriptionId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee' },
};

const dev = Names.ofEnvironment({ ...place, name: 'dev' });
const anas = Names.ofEnvironment({ ...place, name: 'sandbox', owner: 'ana' });

describe('Names', () => {
  it('begin with the project and hold the environment and the owner', () => {
    expect(dev.of('lambdaFunction', 'activity-log-processor')).toBe('audit-bridge-dev-activity-log-processor');
    expect(anas.of('sqsFifoQueue', 'blob-hints')).toBe('audit-bridge-sandbox-ana-blob-hints.fifo');
    expect(anas.of('kmsAlias', 'cloudtrail-lake')).toBe('alias/audit-bridge-sandbox-ana-cloudtrail-lake');
  });

  it('take the separator that the vendor allows', () => {
    expect(anas.of('glueDatabase', 'activity-log')).toBe('audit_bridge_sandbox_ana_activity_log');
    expect(anas.of('azureStorageAccount')).toMatch(/^absandboxana[a-z2-7]{6}$/);
  });

  it('are unique in the whole cloud where they must be: another account or subscription gives another name', () => {
    const elsewhere = Names.ofEnvironment({
      name: 'dev',
      aws: { ...place.aws, accountId: '999999999999' },
      azure: place.azure,
    });
    for (const kind of ['s3Bucket', 'azureStorageAccount'] as const) {
      expect(elsewhere.of(kind, 'failed-events')).not.toBe(dev.of(kind, 'failed-events'));
      expect(Names.ofEnvironment({ ...place, name: 'dev' }).of(kind, 'failed-events')).toBe(dev.of(kind, 'failed-events'));
    }
  });

  // Two storage accounts of one environment, with room for neither's purpose in the name. The first pipeline's must stay what it is.
  it('without room for words tell them by the hash', () => {
    expect(dev.of('azureStorageAccount', 'activity-log-forwarder')).toMatch(/^abdev[a-z2-7]{6}$/);
    expect(dev.of('azureStorageAccount', 'activity-log-forwarder')).not.toBe(dev.of('azureStorageAccount'));
    expect(dev.of('azureStorageAccount')).toMatchInlineSnapshot(`"abdevl46cjm"`);
  });

  it('of two sandboxes differ in every kind', () => {
    const bobs = Names.ofEnvironment({
      ...place,
      name: 'sandbox',
      owner: 'bob',
    });
    for (const kind of Object.keys(nameLimits) as ResourceKind[]) expect(bobs.of(kind, 'x')).not.toBe(anas.of(kind, 'x'));
  });

  it('fail when they cannot fit, and say by how much and what to shorten', () => {
    const longOwner = Names.ofEnvironment({
      ...place,
      name: 'sandbox',
      owner: 'maximilian',
    });
    expect(() => longOwner.of('azureStorageAccount')).toThrow(NameDoesNotFitError);
    expect(() => longOwner.of('azureStorageAccount')).toThrow(
      /storage account is 1 character too long \(25, at most 24\): shorten 'sandbox' or 'maximilian' by 1/,
    );
  });

  it('fail when they hold what the vendor does not allow', () => {
    expect(() => dev.of('lambdaFunction', 'with space')).toThrow(/not allowed/);
  });
});

describe('nameLimits', () => {
  it('cite the page of their vendor', () => {
    for (const { source } of Object.values(nameLimits)) expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon|learn\.microsoft)\.com\//);
  });
});

describe('stableHash', () => {
  it('tells words apart that only differ in where they end', () => {
    expect(stableHash(['ab', 'c'], 6)).not.toBe(stableHash(['a', 'bc'], 6));
  });

  // Another hash would be another bucket: everything in the old one would be left behind.
  it('never changes', () => {
    expect(stableHash(['123456789012', 'dev'], 6)).toMatchInlineSnapshot(`"k6kjjg"`);
  });
});

describe('ARNs', () => {
  const aws = {
    arnPartition: 'aws',
    region: 'eu-central-1',
    accountId: '123456789012',
  };

  // A policy's condition compares letter by letter: without the closing slash no token would ever match.
  it('of an OIDC provider keep the closing slash of its issuer', () => {
    expect(oidcProviderArn(aws, 'https://sts.windows.net/tenant/')).toBe('arn:aws:iam::123456789012:oidc-provider/sts.windows.net/tenant/');
  });

  it('of a stream are known before it exists', () => {
    expect(streamArn(aws, 'name')).toBe('arn:aws:kinesis:eu-central-1:123456789012:stream/name');
  });
});

describe('tokenAudience', () => {
  it("holds the tenant's id, without which Entra refuses it", () => {
    expect(tokenAudience('tenant')).toBe('api://tenant/audit-bridge');
  });
});

describe('Names.guid', () => {
  // Azure names some resources by a GUID alone: another one would be another resource.
  it('gives the same words the same GUID, and others another one', () => {
    const guid = dev.guid('access-keys', 'workbook');
    expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(dev.guid('access-keys', 'workbook')).toBe(guid);
    expect([dev.guid('access-keys', 'other'), anas.guid('access-keys', 'workbook')]).not.toContain(guid);
  });
});

describe('stackId', () => {
  it("names environment and pipeline, and a sandbox's owner", () => {
    expect(stackId({ name: 'dev' }, 'cloudtrail-lake')).toBe('dev-cloudtrail-lake');
    expect(stackId({ name: 'sandbox', owner: 'ana' }, 'cloudtrail-lake')).toBe('sandbox-ana-cloudtrail-lake');
  });
});
