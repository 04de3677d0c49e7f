import { createHmac } from 'node:crypto';
import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { readRefusal } from './aws-refusal';
import { PseudonymKeyError } from './errors';
import type { Pseudonym } from './report-run';

/** Another text would give every key another pseudonym, and a history that begins anew. */
const label = 'audit-bridge access-key-report pseudonyms 1';

const remedies: Readonly<Record<string, string>> = {
  AccessDenied: 'The function’s role needs kms:GenerateMac on it.',
  Disabled: 'Enable it again.',
  KMSInvalidState: 'If its deletion is pending, cancel it: with another key every access key would get another pseudonym.',
  NotFound: 'Deploy the pipeline again. With another key every access key gets another pseudonym.',
  InvalidKeyUsage: 'It must be an HMAC_256 key.',
};

/**
 * Pseudonyms whose secret never leaves KMS but for a subkey, which stays in this process: no variable, no state of Terraform's and no log holds it, and
 * one call serves every key of every run until the process ends.
 *
 * @throws {PseudonymKeyError}
 */
export function kmsPseudonyms(openClient: () => KMSClient, keyArn: string): () => Promise<Pseudonym> {
  let opened: Promise<Pseudonym> | undefined;
  return () => {
    opened ??= requestSubkey(openClient(), keyArn).then(
      subkey => text => createHmac('sha256', subkey).update(text).digest('hex'),
      error => {
        opened = undefined;
        throw error;
      },
    );
    return opened;
  };
}

async function requestSubkey(client: KMSClient, keyArn: string): Promise<Uint8Array> {
  try {
    const { Mac } = await client.send(new GenerateMacCommand({ KeyId: keyArn, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(label) }));
    if (Mac === undefined || Mac.byteLength !== 32) throw new TypeError('The answer has no MAC of 32 bytes.');
    return Mac;
  } catch (error) {
    const { code, message } = readRefusal(error);
    throw new PseudonymKeyError(
      `KMS made no subkey of ${keyArn} (${code}: ${message}). ${remedies[code] ?? 'The next attempt asks again.'}`,
    );
  }
}
