import { fileURLToPath } from 'node:url';
import type { ReportLine } from '@audit-bridge/terminal';
import { ensurePythonEnvironment } from './python-environment';
import { startServerProcess } from './server-process';

export interface Moto {
  /** For `AWS_ENDPOINT_URL`, or an SDK client's `endpoint`. */
  readonly url: string;
  /** Forgets every resource of every service. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export interface MotoProps {
  /** Told when Python packages have to be installed first. */
  readonly report?: ReportLine;
  /** Ends the installation. */
  readonly signal?: AbortSignal;
}

const pythonFolder = new URL('../../python/', import.meta.url);

/**
 * Starts moto, the emulator of the AWS services, on a free port of 127.0.0.1. Any credentials are good; the account is `123456789012`.
 *
 * @throws {PythonMissingError} {PythonEnvironmentError} {ServerStartError}
 */
export async function startMoto({ report, signal }: MotoProps = {}): Promise<Moto> {
  const python = await ensurePythonEnvironment({ lockFile: fileURLToPath(new URL('requirements.lock', pythonFolder)), report, signal });
  const { url, stop } = await startServerProcess({
    name: 'moto',
    command: python,
    args: [fileURLToPath(new URL('moto_server.py', pythonFolder))],
    listening: /^listening on (\S+)$/,
  });
  return {
    url,
    stop,
    reset: async () => {
      const response = await fetch(`${url}/moto-api/reset`, { method: 'POST' });
      if (!response.ok) throw new Error(`moto could not be reset: ${response.status} ${await response.text()}`);
    },
  };
}
