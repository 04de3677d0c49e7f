import type { JsonFields } from './json-text';
import type { SeededRandom } from './seeded-random';
import { ticksText } from './time-text';
import type { World } from './world';

/** A record of another kind of log that reached the same container or hub. */
export function foreignLog(subscriptionId: string, milliseconds: number, turn: number, world: World): JsonFields {
  const make = turn % 3 === 2 ? otherLogs[Math.floor(turn / 3) % otherLogs.length] : storageLog;
  return (make as ForeignLog)(subscriptionId, milliseconds, Math.floor(turn / 3) * 2 + (turn % 3), world);
}

type ForeignLog = (subscriptionId: string, milliseconds: number, turn: number, world: World) => JsonFields;

/**
 * Storage logs as collectors keep them, by the names of their fields and of those among their properties: what is left differs from one
 * to the next, and many have lost their category.
 */
const storageForms: readonly (readonly [fields: string, properties: string])[] = [
  [
    'time resourceId operationName callerIpAddress location category level tenantId',
    'accountName clientRequestId metricResponseType objectKey serverLatencyMs serviceType tlsVersion userAgentHeader',
  ],
  ['time resourceId operationName callerIpAddress location tenantId', 'accountName metricResponseType objectKey userAgentHeader'],
  ['time resourceId operationName callerIpAddress location tenantId', 'accountName metricResponseType'],
  [
    'time resourceId operationName callerIpAddress location category level tenantId p_log_type',
    'accountName clientRequestId metricResponseType objectKey serverLatencyMs serviceType tlsVersion userAgentHeader',
  ],
  [
    'time resourceId operationName callerIpAddress location tenantId p_log_type',
    'accountName metricResponseType objectKey userAgentHeader',
  ],
  ['time resourceId operationName callerIpAddress location tenantId p_log_type', 'accountName metricResponseType objectKey'],
  [
    'time resourceId category operationName operationVersion schemaVersion statusCode statusText durationMs callerIpAddress correlationId sasIdentity location protocol',
    'accountName userAgentHeader serviceType objectKey metricResponseType serverLatencyMs tlsVersion',
  ],
  [
    'time resourceId category operationName statusCode statusText durationMs callerIpAddress',
    'accountName userAgentHeader serviceType objectKey metricResponseType',
  ],
  ['time resourceId category operationName statusCode statusText callerIpAddress', 'accountName objectKey metricResponseType'],
  [
    'time resourceId category operationName operationVersion statusCode statusText callerIpAddress location tenantId',
    'accountName userAgentHeader etag serviceType objectKey metricResponseType serverLatencyMs tlsVersion',
  ],
  ['time resourceId operationName statusCode callerIpAddress location tenantId', 'accountName objectKey metricResponseType'],
  ['time resourceId operationName callerIpAddress location tenantId', 'accountName metricResponseType objectKey'],
  ['time category operationName callerIpAddress statusCode uri p_log_type', 'accountName objectKey userAgentHeader metricResponseType'],
  [
    'time category operationName callerIpAddress statusCode uri keyIdentity p_log_type',
    'accountName objectKey userAgentHeader metricResponseType',
  ],
  ['time category operationName callerIpAddress statusCode statusText uri p_log_type', 'accountName objectKey metricResponseType'],
  ['time operationName category statusCode', 'accountName userAgentHeader serviceType'],
  ['operationName category resourceId', 'accountName objectKey'],
];

const storageOperations = ['GetBlob', 'DeleteBlob', 'PutBlob', 'DeleteBlob', 'GetBlobProperties', 'getblob', 'deleteblob', 'putblob'];

function storageLog(subscriptionId: string, milliseconds: number, turn: number, world: World): JsonFields {
  const { random } = world;
  const [fields, properties] = storageForms[turn % storageForms.length] as (typeof storageForms)[number];
  const operationName = random.pick(storageOperations);
  const time = ticksText(milliseconds, random);
  const accountName = `stquill${random.between(1, 9)}`;
  const account = `/subscriptions/${subscriptionId}/resourceGroups/rg-data/providers/Microsoft.Storage/storageAccounts/${accountName}`;
  const objectKey = `/${accountName}/backups/file-${random.between(1, 999)}.bin`;
  const values: Record<string, JsonFields[string]> = {
    // The logs that keep the resource's id count milliseconds, the others ticks.
    time: fields.includes('resourceId') ? `${time.slice(0, 23)}Z` : time,
    resourceId: `${account}/blobServices/default`,
    operationName,
    callerIpAddress: `${random.pick(['192.0.2', '203.0.113'])}.${random.between(1, 254)}:${random.between(1024, 65535)}`,
    location: 'westeurope',
    category: storageCategory(operationName, random),
    level: 'Informational',
    tenantId: world.tenantId,
    p_log_type: 'Azure.MonitorActivity',
    operationVersion: '2025-11-05',
    schemaVersion: '1.0',
    statusCode: random.pick([200, 201, 403, 409]),
    statusText: 'Success',
    durationMs: random.between(1, 300),
    correlationId: random.guid(),
    protocol: 'HTTPS',
    uri: `https://${accountName}.blob.example.com/backups/file.bin?sv=2021-12-02&sig=REMOVED`,
    accountName,
    clientRequestId: random.guid(),
    metricResponseType: random.pick(['Success', 'AuthorizationFailure', 'ClientOtherError']),
    objectKey,
    serverLatencyMs: random.between(1, 90),
    serviceType: 'blob',
    tlsVersion: 'TLS 1.3',
    userAgentHeader: 'quill-backup/3.1 (linux)',
    etag: `"0x8DE${random.hex(12).toUpperCase()}"`,
  };
  const identity = fields.includes('sasIdentity') ? { type: 'SAS', tokenHash: `key1(${random.hex(16)})` } : { type: 'AccountKey' };
  const pick = (names: string) =>
    Object.fromEntries(
      names.split(' ').map(name => [name.endsWith('Identity') ? 'identity' : name, name.endsWith('Identity') ? identity : values[name]]),
    );
  return { ...pick(fields), properties: pick(properties) };
}

function storageCategory(operationName: string, random: SeededRandom): string {
  if (/^put/i.test(operationName)) return 'StorageWrite';
  return /^delete/i.test(operationName) ? random.pick(['StorageDelete', 'StorageDelete', 'StorageWrite']) : 'StorageRead';
}

const signIn: ForeignLog = (_subscriptionId, milliseconds, _turn, { random, tenantId }) => ({
  time: ticksText(milliseconds, random),
  resourceId: `/tenants/${tenantId}/providers/Microsoft.aadiam`,
  operationName: 'Sign-in activity',
  operationVersion: '1.0',
  category: random.pick(['SignInLogs', 'NonInteractiveUserSignInLogs', 'ServicePrincipalSignInLogs']),
  tenantId,
  resultType: random.pick(['0', '50126']),
  resultSignature: 'None',
  durationMs: 0,
  callerIpAddress: '198.51.100.23',
  correlationId: random.guid(),
  identity: 'Marit Oakenfold',
  Level: 4,
  location: 'NL',
  properties: { id: random.guid(), userPrincipalName: 'marit@quillfern.example', appDisplayName: 'Portal', isInteractive: true },
});

const directoryAudit: ForeignLog = (_subscriptionId, milliseconds, _turn, { random, tenantId }) => ({
  time: ticksText(milliseconds, random),
  resourceId: `/tenants/${tenantId}/providers/Microsoft.aadiam`,
  operationName: 'Add user',
  category: 'AuditLogs',
  tenantId,
  resultSignature: 'None',
  durationMs: 0,
  correlationId: random.guid(),
  Level: 4,
  properties: { id: `Directory_${random.guid()}`, activityDisplayName: 'Add user', result: 'success' },
});

const vaultAudit: ForeignLog = (subscriptionId, milliseconds, _turn, { random }) => ({
  time: ticksText(milliseconds, random),
  category: 'AuditEvent',
  operationName: 'SecretGet',
  resultType: 'Success',
  resourceId: `/SUBSCRIPTIONS/${subscriptionId.toUpperCase()}/RESOURCEGROUPS/RG-DATA/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV-FJORD1`,
  callerIpAddress: '192.0.2.19',
  identity: { claim: { appid: random.guid() } },
  properties: { id: 'https://kv-fjord1.vault.example.com/secrets/db', httpStatusCode: 200 },
});

const functionLog: ForeignLog = (subscriptionId, milliseconds, _turn, { random }) => ({
  time: ticksText(milliseconds, random),
  resourceId: `/SUBSCRIPTIONS/${subscriptionId.toUpperCase()}/RESOURCEGROUPS/RG-WEB/PROVIDERS/MICROSOFT.WEB/SITES/APP-HERON3`,
  category: 'FunctionAppLogs',
  operationName: 'Microsoft.Web/sites/functions/log',
  level: 'Informational',
  location: 'West Europe',
  properties: { appName: 'app-heron3', message: 'Executed in 12 ms', eventId: 1 },
});

const gatewayLog: ForeignLog = (subscriptionId, milliseconds, _turn, { random }) => ({
  timeStamp: ticksText(milliseconds, random),
  resourceId: `/SUBSCRIPTIONS/${subscriptionId.toUpperCase()}/RESOURCEGROUPS/RG-WEB/PROVIDERS/MICROSOFT.NETWORK/APPLICATIONGATEWAYS/GW1`,
  operationName: 'ApplicationGatewayAccess',
  category: 'ApplicationGatewayAccessLog',
  properties: { clientIP: '192.0.2.99', httpMethod: 'GET', httpStatus: 200, requestUri: '/' },
});

const vaultExcerpt: ForeignLog = subscriptionId => ({
  operationName: 'KeyDelete',
  category: 'AuditEvent',
  resultType: 'Success',
  properties: { entity: `/subscriptions/${subscriptionId}/resourceGroups/rg-data/providers/Microsoft.KeyVault/vaults/kv-fjord1/keys/k1` },
});

const otherLogs: readonly ForeignLog[] = [signIn, directoryAudit, vaultAudit, vaultExcerpt, functionLog, gatewayLog];
