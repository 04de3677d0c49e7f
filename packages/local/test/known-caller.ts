import { generateKeyPairSync } from 'node:crypto';
import { type RestApi, restApi } from '@audit-bridge/azure-rest-api/rest-api';
import type { BearerTokenRules } from '../src/emulators/bearer-token-check';
import type { Certificate } from '../src/emulators/certificate';
import { encodeToken } from '../src/emulators/json-web-token';

/** Somebody whose tokens a stand-in of one of Azure's REST interfaces takes. */
export class KnownCaller {
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #issuer = 'https://sts.windows.net/tenant/';
  readonly #clientId = 'client';

  /** What the stand-in must know of the caller. */
  readonly tokens: Omit<BearerTokenRules, 'audience'> = {
    issuer: this.#issuer,
    publicKey: this.#keys.publicKey,
    clientIds: [this.#clientId],
  };

  /** @param claims in the place of those that the stand-in takes */
  api({ url, audience, certificate }: { url: string; audience: string; certificate: Certificate }, claims: object = {}): RestApi {
    const seconds = Math.floor(Date.now() / 1000);
    const good = { aud: audience, iss: this.#issuer, appid: this.#clientId, oid: 'me', nbf: seconds - 300, exp: seconds + 3600 };
    const token = encodeToken({ ...good, ...claims }, this.#keys.privateKey);
    const credential = { getToken: async () => ({ token, expiresOnTimestamp: (seconds + 3600) * 1000 }) };
    return restApi({ url, credential, scope: `${audience}/.default`, ca: certificate.certificate });
  }
}
