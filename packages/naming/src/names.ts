import { NameDoesNotFitError } from './name-does-not-fit-error';
import { type NameLimit, nameLimits, type ResourceKind } from './name-limits';
import { stableGuid, stableHash } from './stable-hash';

/** What tells the resources of one environment from all others. */
export interface NameScope {
  readonly environment: string;
  /** Whose sandbox it is. */
  readonly owner: string | undefined;
  /** What a globally unique name is made unique with: the AWS account and Region, the Azure subscription. */
  readonly place: readonly string[];
}

/** What the names of an environment are made from. */
export interface NamedEnvironment {
  readonly name: string;
  readonly owner?: string | undefined;
  readonly aws: { readonly accountId: string; readonly region: string };
  readonly azure: { readonly subscriptionId: string };
}

/** Begins every name. */
export const project = 'audit-bridge';

/** The same, where 24 characters have to hold everything. */
const shortProject = 'ab';

const hashLength = 6;

/** Deterministic names: the same environment gives the same names on every machine, and a name that cannot fit fails at synth. */
export class Names {
  constructor(readonly scope: NameScope) {}

  /** The names of an environment: whoever asks for the same environment gets the same names. */
  static ofEnvironment({ name, owner, aws, azure }: NamedEnvironment): Names {
    return new Names({ environment: name, owner, place: [aws.accountId, aws.region, azure.subscriptionId] });
  }

  /**
   * @param words what the resource is, most general first: `['activity-log-blobs', 'hints']`
   * @throws {NameDoesNotFitError}
   */
  of(kind: ResourceKind, ...words: readonly string[]): string {
    const limit = nameLimits[kind];
    const name = affix(kind, limit.separator === '' ? this.#packed(limit, words) : this.#separated(limit, words));
    if (name.length < limit.minLength || name.length > limit.maxLength || !limit.pattern.test(name))
      throw new NameDoesNotFitError(name, limit, this.#identity);
    return name;
  }

  /** For what is named by a GUID and by nothing else: always the same one for the same words. */
  guid(...words: readonly string[]): string {
    return stableGuid([...this.scope.place, project, ...this.#identity, ...words]);
  }

  get #identity(): readonly string[] {
    const { environment, owner } = this.scope;
    return owner === undefined ? [environment] : [environment, owner];
  }

  #separated(limit: NameLimit, words: readonly string[]): string {
    const all = [project, ...this.#identity, ...words];
    if (limit.global) all.push(this.#hash([]));
    const { separator } = limit;
    return all.map(word => (separator === '_' ? word.replaceAll('-', '_') : word)).join(separator);
  }

  /** Without separators and with little room: only who and where, the hash tells the rest, words of what it is among it. */
  #packed(limit: NameLimit, words: readonly string[]): string {
    return [shortProject, ...this.#identity, ...(limit.global ? [this.#hash(words)] : [])].join('');
  }

  #hash(words: readonly string[]): string {
    return stableHash([...this.scope.place, project, ...this.#identity, ...words], hashLength);
  }
}

function affix(kind: ResourceKind, name: string): string {
  if (kind === 'sqsFifoQueue') return `${name}.fifo`;
  if (kind === 'kmsAlias') return `alias/${name}`;
  return name;
}
