import { type NamedEnvironment, project, stackId } from '@audit-bridge/naming';

export type Tags = Readonly<Record<string, string | undefined>>;

/** What begins a name besides the project: what a service demands, or a service's own folder of log groups. */
const prefixes = ['', 'alias/', '/', '/aws/lambda/', '/aws-glue/'];

/**
 * What tells one sandbox's resources from those of every other sandbox and environment: words of a name end at a hyphen, and an owner has none,
 * so that `a` never stands for `ab`.
 */
export class SandboxIdentity {
  readonly environment: string;
  readonly owner: string;

  constructor({ name, owner }: { readonly name: string; readonly owner: string }) {
    this.environment = name;
    this.owner = owner;
  }

  /** Whether a name is one that only this sandbox's resources have. Names without separators cannot tell that, and are no such names. */
  ownsName(name: string): boolean {
    const words = [project, this.environment, this.owner, ''];
    // A database of Glue takes no hyphens.
    const starts = [words.join('-'), words.join('_').replaceAll('-', '_')];
    return prefixes.some(prefix =>
      starts.some(start => name.startsWith(`${prefix}${start}`) && name.length > prefix.length + start.length),
    );
  }

  /** Whether tags say so: all of them, and none otherwise. */
  ownsTags(tags: Tags): boolean {
    return Object.entries(this.tags).every(([name, value]) => tags[name] === value);
  }

  /** Whether tags say that it belongs to somebody else. What carries none of ours says nothing: a service made it by itself, or the kind takes no tags. */
  contradicts(tags: Tags): boolean {
    return Object.keys(this.tags).some(name => tags[name] !== undefined) && !this.ownsTags(tags);
  }

  /** What every resource that can carries, on both clouds. */
  get tags(): { readonly Project: string; readonly Environment: string; readonly Owner: string } {
    return { Project: project, Environment: this.environment, Owner: this.owner };
  }

  /** `sandbox-ada` */
  get id(): string {
    return stackId({ name: this.environment, owner: this.owner }, '').slice(0, -1);
  }

  static of({ name, owner }: Pick<NamedEnvironment, 'name' | 'owner'>): SandboxIdentity {
    if (owner === undefined) throw new Error(`${name} has no owner.`);
    return new SandboxIdentity({ name, owner });
  }
}
