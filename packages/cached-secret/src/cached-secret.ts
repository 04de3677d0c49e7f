import type { Clock } from '@audit-bridge/backoff';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecretUnavailableError } from './errors';

export interface CachedSecretSettings {
  readonly client: SecretsManagerClient;
  readonly secretArn: string;
  readonly clock: Clock;
  /** How long a value is used before it is read again. @default 5 */
  readonly cacheMinutes?: number;
}

const remedies: Readonly<Record<string, string>> = {
  ResourceNotFoundException: 'It does not exist, or has no value yet: put one in.',
  AccessDeniedException: "The function's role needs secretsmanager:GetSecretValue on it.",
  DecryptionFailure: "The function's role needs kms:Decrypt on its key.",
};

/** A secret that is read at run time and kept in memory for minutes, never in a variable of the environment. Keep one per process. */
export class CachedSecret {
  private current: { readonly value: Promise<string>; readonly readAt: number } | undefined;

  constructor(private readonly settings: CachedSecretSettings) {}

  /**
   * Runs an action with the secret's value; once more with a value that is read anew when the action fails because the value is not good any more.
   *
   * @param isRefused whether an error says that the service does not take the value
   * @throws {SecretUnavailableError} or what the action throws
   */
  async use<T>(action: (value: string) => Promise<T>, isRefused: (error: unknown) => boolean): Promise<T> {
    const value = await this.value();
    try {
      return await action(value);
    } catch (error) {
      if (!isRefused(error)) throw error;
      const fresh = await this.valueOtherThan(value);
      if (fresh === value) throw error;
      return action(fresh);
    }
  }

  private value(): Promise<string> {
    const { clock, cacheMinutes = 5 } = this.settings;
    if (this.current === undefined || clock.now() - this.current.readAt >= cacheMinutes * 60_000) return this.read();
    return this.current.value;
  }

  /** Another caller may have read the new value already. */
  private async valueOtherThan(refused: string): Promise<string> {
    const value = await this.value();
    return value === refused ? this.read() : value;
  }

  private read(): Promise<string> {
    const current = { value: this.request(), readAt: this.settings.clock.now() };
    this.current = current;
    current.value.catch(() => {
      if (this.current === current) this.current = undefined;
    });
    return current.value;
  }

  private async request(): Promise<string> {
    const { client, secretArn } = this.settings;
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
      if (SecretString !== undefined && SecretString.trim() !== '') return SecretString.trim();
    } catch (cause) {
      const name = cause instanceof Error ? cause.name : 'Unknown';
      throw new SecretUnavailableError(`Secret ${secretArn} cannot be read (${name}). ${remedies[name] ?? 'The next run tries again.'}`, {
        cause,
      });
    }
    throw new SecretUnavailableError(`Secret ${secretArn} holds no text: put the value in as plain text.`);
  }
}
