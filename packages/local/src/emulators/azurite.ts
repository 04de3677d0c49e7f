import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Certificate } from './certificate';
import { startServerProcess } from './server-process';

export interface AzuriteProps {
  readonly certificate: Certificate;
  /** Keeps the blobs in this folder. @default in memory */
  readonly folder?: string;
}

export interface Azurite {
  /** `https://127.0.0.1:<port>/devstoreaccount1`: put `/<container>` behind it. */
  readonly accountUrl: string;
  /** Full access by the account key: what a test or the local run writes with, and what the secret mode uses. */
  readonly connectionString: string;
  stop(): Promise<void>;
}

// The key that Microsoft publishes for the emulator: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
const account = 'devstoreaccount1';
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/**
 * Starts Azurite's blob service on a free port of 127.0.0.1, over https: the only way in which it takes bearer tokens.
 *
 * @throws {ServerStartError}
 */
export async function startAzurite({ certificate, folder }: AzuriteProps): Promise<Azurite> {
  const { url, stop } = await startServerProcess({
    name: 'Azurite',
    command: process.execPath,
    args: [
      '--import',
      fileURLToPath(new URL('exit-with-parent.mjs', import.meta.url)),
      createRequire(import.meta.url).resolve('azurite/dist/src/blob/main.js'),
      ...['--blobHost', '127.0.0.1', '--blobPort', '0', '--silent', '--skipApiVersionCheck', '--disableTelemetry'],
      ...['--oauth', 'basic', '--cert', certificate.certificatePath, '--key', certificate.keyPath],
      ...(folder === undefined ? ['--inMemoryPersistence'] : ['--location', folder]),
    ],
    listening: /successfully listens on (\S+)$/,
  });
  const accountUrl = `${url}/${account}`;
  const connectionString = `DefaultEndpointsProtocol=https;AccountName=${account};AccountKey=${accountKey};BlobEndpoint=${accountUrl};`;
  return { accountUrl, connectionString, stop };
}
