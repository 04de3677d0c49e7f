/** A sandbox as it can be told from what is there. */
export interface ListedSandbox {
  readonly owner: string;
  /** The oldest that is there. */
  readonly madeAt: Date | undefined;
  /** The newest change of a state, where states are kept in a bucket. */
  readonly deployedAt: Date | undefined;
  /** The newest event that its destination has. */
  readonly lastEventAt: Date | undefined;
  /** Resources with its tags, or its log groups; without what waits for its deletion. */
  readonly awsResources: number;
  readonly azureResourceGroups: number;
  /** Stacks with a state. */
  readonly states: readonly string[];
}

/** Something that tells of a sandbox. */
export interface Trace {
  readonly owner: string;
  readonly kind: 'aws' | 'azure-group' | 'azure-resource' | 'state';
  /** What counts once, however often it is seen. */
  readonly id: string;
  readonly madeAt?: Date | undefined;
  readonly changedAt?: Date | undefined;
}

const ownerPattern = /^[a-z][a-z0-9]{0,15}$/;

/** Puts together what belongs to each owner; by name. */
export function sandboxesOf(traces: readonly Trace[]): readonly ListedSandbox[] {
  const owners = [...new Set(traces.map(({ owner }) => owner))].filter(owner => ownerPattern.test(owner)).sort();
  return owners.map(owner => {
    const own = traces.filter(trace => trace.owner === owner);
    const idsOf = (kind: Trace['kind']) => [...new Set(own.flatMap(trace => (trace.kind === kind ? trace.id : [])))].sort();
    return {
      owner,
      madeAt: extreme(
        own.map(({ madeAt }) => madeAt),
        Math.min,
      ),
      deployedAt: extreme(
        own.map(({ changedAt }) => changedAt),
        Math.max,
      ),
      lastEventAt: undefined,
      awsResources: idsOf('aws').length,
      azureResourceGroups: idsOf('azure-group').length,
      states: idsOf('state'),
    };
  });
}

function extreme(dates: readonly (Date | undefined)[], choose: (...times: number[]) => number): Date | undefined {
  const times = dates.flatMap(date => (date === undefined ? [] : date.getTime()));
  return times.length === 0 ? undefined : new Date(choose(...times));
}
