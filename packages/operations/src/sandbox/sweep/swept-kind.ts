import type { AwsPlace } from '@audit-bridge/naming';
import type { AwsConnections } from '../../clouds/aws-connections';
import type { Tags } from '../sandbox-identity';

/** Something that is still there. */
export interface Found {
  /** The same for every name that the thing can be asked for by. */
  readonly id: string;
  /** Absent: the kind has none. */
  readonly tags?: Tags;
  /** It is deleted already, and goes by itself then. */
  readonly until?: Date;
}

/** One part of an ARN, and what stands behind the account. */
export interface ArnParts {
  readonly service: string;
  readonly resource: string;
}

/** How resources of one kind are found by name, and removed with all that is in them. */
export interface SweptKind {
  /** For a person: `SQS queue`. */
  readonly label: string;
  /** Terraform's type, and the value that names it. */
  readonly type: string;
  readonly nameValue: string;
  /** Names beside the planned one: of what services make by themselves. */
  readonly alsoNamed?: { readonly type: string; readonly names: (name: string) => readonly string[] };
  /** @returns what `find` takes; undefined: the ARN is of another kind */
  nameOfArn(arn: ArnParts): string | undefined;
  find(name: string): Promise<Found | undefined>;
  /** @returns when it will be gone; undefined: it is */
  remove(found: Found): Promise<Date | undefined>;
}

export type OpenSweptKind = (aws: AwsConnections, place: AwsPlace) => SweptKind;

/** `arn:aws:sqs:eu-central-1:123456789012:name` */
export function partsOfArn(arn: string): ArnParts {
  const [, , service = '', , , ...resource] = arn.split(':');
  return { service, resource: resource.join(':') };
}

/** What follows a beginning of the resource, in ARNs of one service. */
export const afterInArn =
  (service: string, beginning: string) =>
  (arn: ArnParts): string | undefined =>
    arn.service === service && arn.resource.startsWith(beginning) ? arn.resource.slice(beginning.length) : undefined;
