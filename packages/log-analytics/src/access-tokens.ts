import type { Clock } from '@audit-bridge/backoff';
import { isTokenTimeout, timedCredential } from '@audit-bridge/web-identity/timed-credential';
import type { AccessToken, TokenCredential } from '@azure/core-auth';

export interface AccessTokensSettings {
  readonly openCredential: () => TokenCredential;
  readonly scope: string;
  readonly clock: Clock;
}

/** A credential gave no token in time. */
export class NoTokenError extends Error {
  override readonly name = 'NoTokenError';
}

/** A token that ends sooner could end on its way. */
const marginMilliseconds = 5 * 60_000;

/** One token for requests side by side, and another one when the service does not take it. */
export class AccessTokens {
  #credential: TokenCredential | undefined;
  #current: Promise<AccessToken> | undefined;

  /** Opens no credential yet: one takes milliseconds of a cold start, and a run that fails before its first upload needs none. */
  constructor(private readonly settings: AccessTokensSettings) {}

  /** @throws {NoTokenError} */
  current(timeoutMilliseconds: number): Promise<string> {
    const now = this.settings.clock.now();
    return this.#unless(({ expiresOnTimestamp }) => expiresOnTimestamp - marginMilliseconds <= now, timeoutMilliseconds);
  }

  /** A credential keeps its token until that ends by this machine's clock: only a new one asks again. */
  otherThan(refused: string, timeoutMilliseconds: number): Promise<string> {
    return this.#unless(({ token }) => token === refused, timeoutMilliseconds, this.settings.openCredential);
  }

  async #unless(isUseless: (token: AccessToken) => boolean, timeoutMilliseconds: number, reopen?: () => TokenCredential): Promise<string> {
    const known = this.#current;
    const token = await known;
    if (token !== undefined && !isUseless(token)) return token.token;
    // Another caller may have asked meanwhile.
    if (this.#current !== undefined && this.#current !== known) return (await this.#current).token;
    if (reopen !== undefined) this.#credential = reopen();
    return (await this.#ask(timeoutMilliseconds)).token;
  }

  #ask(timeoutMilliseconds: number): Promise<AccessToken> {
    this.#credential ??= this.settings.openCredential();
    const asked = askWithinTime(this.#credential, this.settings.scope, timeoutMilliseconds);
    this.#current = asked;
    asked.catch(() => {
      if (this.#current === asked) this.#current = undefined;
    });
    return asked;
  }
}

async function askWithinTime(credential: TokenCredential, scope: string, milliseconds: number): Promise<AccessToken> {
  const asked = timedCredential(credential, milliseconds).getToken(scope);
  const token = await asked.catch((cause: unknown) => {
    const limit = isTokenTimeout(cause) ? ` within ${milliseconds / 1000} s` : '';
    throw new NoTokenError(`The credential gave no token${limit}.`, { cause });
  });
  if (token === null) throw new NoTokenError('The credential gave no token.');
  return token;
}
