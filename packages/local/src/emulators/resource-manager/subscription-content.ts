/** A resource of a subscription. */
export interface HeldResource {
  /** `/subscriptions/.../resourceGroups/.../providers/...` */
  readonly id: string;
  /** `Microsoft.Storage/storageAccounts` */
  readonly type: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** ISO. */
  readonly createdTime?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface HeldGroup {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface HeldRoleAssignment {
  readonly id: string;
  readonly principalId: string;
}

const sameText = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
const nameOf = (id: string) => id.slice(id.lastIndexOf('/') + 1);

/** What a subscription holds and can lose, with what Azure keeps of what was deleted. */
export class SubscriptionContent {
  groups: readonly HeldGroup[] = [];
  resources: readonly HeldResource[] = [];
  roleAssignments: readonly HeldRoleAssignment[] = [];
  /** Names of those that export the subscription's activity log. */
  diagnosticSettings: readonly string[] = [];
  /** Ids, with the time of their deletion. */
  deleted: readonly { readonly id: string; readonly type: string; readonly at: string }[] = [];
  /** Groups that are on their way out: each look brings one nearer to its end. */
  readonly #going = new Map<string, number>();

  constructor(
    readonly subscriptionId: string,
    /** How many looks find a group that is being deleted. */
    private readonly looksUntilGone = 1,
  ) {}

  /** The group, as a look finds it. */
  look(name: string): HeldGroup | undefined {
    const key = name.toLowerCase();
    const looks = this.#going.get(key);
    if (looks === 0) this.#removeGroup(name);
    if (looks !== undefined && looks > 0) this.#going.set(key, looks - 1);
    return this.groups.find(group => sameText(group.name, name));
  }

  deleteGroup(name: string): void {
    this.#going.set(name.toLowerCase(), this.looksUntilGone);
  }

  isGoing(name: string): boolean {
    return this.#going.has(name.toLowerCase());
  }

  /** @param forGood a workspace cannot be brought back */
  deleteResource(id: string, forGood = false): void {
    const found = this.resources.find(resource => sameText(resource.id, id));
    if (found === undefined) return;
    this.resources = this.resources.filter(resource => resource !== found);
    this.roleAssignments = this.roleAssignments.filter(assignment => !assignment.id.toLowerCase().startsWith(`${id.toLowerCase()}/`));
    if (!forGood && recoverable.has(found.type))
      this.deleted = [...this.deleted, { id: found.id, type: found.type, at: new Date().toISOString() }];
  }

  in(group: string): readonly HeldResource[] {
    const beginning = `/subscriptions/${this.subscriptionId}/resourcegroups/${group}/`.toLowerCase();
    return this.resources.filter(({ id }) => id.toLowerCase().startsWith(beginning));
  }

  deletedOf(type: string): readonly { readonly id: string; readonly name: string; readonly at: string }[] {
    return this.deleted.filter(held => held.type === type).map(({ at, id }) => ({ id, at, name: nameOf(id) }));
  }

  #removeGroup(name: string): void {
    for (const { id } of this.in(name)) this.deleteResource(id);
    this.groups = this.groups.filter(group => !sameText(group.name, name));
    this.#going.delete(name.toLowerCase());
  }
}

/** https://learn.microsoft.com/azure/azure-monitor/logs/delete-workspace and https://learn.microsoft.com/azure/storage/common/storage-account-recover */
const recoverable = new Set(['Microsoft.OperationalInsights/workspaces', 'Microsoft.Storage/storageAccounts']);
