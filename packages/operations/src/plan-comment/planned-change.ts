import { type AttributeChange, attributeChanges } from './attribute-changes';
import { holdsData } from './data-holding-types';
import type { ResourceChange, TerraformPlan } from './terraform-plan';

/** What becomes of a resource; in the order in which a reviewer must see them. */
export const changeKinds = ['replace', 'destroy', 'forget', 'update', 'import', 'create'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly kind: ChangeKind;
  /** It holds data that nobody can make again, or what reads them. */
  readonly holdsData: boolean;
  readonly attributes: readonly AttributeChange[];
  /** Attributes that force a replacement. */
  readonly forcedBy: readonly string[];
}

/** What a plan would do, without what only is read or stays. */
export function plannedChanges({ resource_changes: changes = [] }: TerraformPlan): readonly PlannedChange[] {
  return changes.flatMap(change => {
    const kind = change.mode === 'managed' ? kindOf(change) : undefined;
    return kind === undefined ? [] : [describe(change, kind)];
  });
}

/** What somebody has changed since the last apply, and this plan may change back. */
export function drift({ resource_drift: changes = [] }: TerraformPlan): readonly PlannedChange[] {
  return plannedChanges({ format_version: '1.0', resource_changes: changes }).filter(
    ({ attributes, kind }) => kind !== 'update' || attributes.length > 0,
  );
}

function kindOf({ change: { actions, importing } }: ResourceChange): ChangeKind | undefined {
  const spelled = actions.join();
  if (spelled === 'delete,create' || spelled === 'create,delete') return 'replace';
  if (spelled === 'delete') return 'destroy';
  if (spelled === 'create' || spelled === 'update' || spelled === 'forget') return spelled;
  return importing === undefined ? undefined : 'import';
}

function describe(resource: ResourceChange, kind: ChangeKind): PlannedChange {
  const { address, type, change } = resource;
  return {
    address,
    type,
    kind,
    holdsData: holdsData(type, azapiTypeOf(change)),
    attributes: attributesOf(change, kind),
    forcedBy: [...new Set((change.replace_paths ?? []).map(path => path.join('.')))],
  };
}

const azapiTypeOf = ({ before, after }: ResourceChange['change']): unknown =>
  ((after ?? before) as { readonly type?: unknown } | null)?.type;

function attributesOf(change: ResourceChange['change'], kind: ChangeKind): readonly AttributeChange[] {
  if (kind === 'update') return attributeChanges(change);
  // All that a new resource gets from its cloud is only known afterwards.
  return kind === 'replace' ? attributeChanges(change).filter(({ after }) => 'text' in after || after.hidden !== 'known after apply') : [];
}
