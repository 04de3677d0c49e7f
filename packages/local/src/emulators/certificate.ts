import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { createTemporaryFolder } from './temporary-folder';

/** A self-signed certificate for 127.0.0.1, as files: `NODE_EXTRA_CA_CERTS` and Azurite take nothing else. */
export interface Certificate {
  readonly certificatePath: string;
  readonly keyPath: string;
  readonly certificate: string;
  readonly key: string;
  /** Deletes the files. */
  stop(): Promise<void>;
}

export async function createCertificate(): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      // Node takes a certificate as a root only when it may sign.
      { name: 'basicConstraints', cA: true, critical: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const folder = await createTemporaryFolder('certificate');
  const certificatePath = join(folder, 'certificate.pem');
  const keyPath = join(folder, 'key.pem');
  await Promise.all([writeFile(certificatePath, cert), writeFile(keyPath, key, { mode: 0o600 })]);
  return { certificatePath, keyPath, certificate: cert, key, stop: () => rm(folder, { recursive: true, force: true }) };
}
