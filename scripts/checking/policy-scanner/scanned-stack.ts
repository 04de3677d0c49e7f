import { policyExceptionsKey } from '@audit-bridge/constructs';

/** A synthesized stack, as the scanner and its judge look at it. */
export interface ScannedStack {
  readonly name: string;
  /** Terraform JSON. */
  readonly text: string;
}

/** A written exception: this resource need not hold that check. */
export interface WrittenException {
  readonly stack: string;
  /** `aws_s3_bucket.id` */
  readonly resource: string;
  readonly check: string;
  readonly reason: string;
}

interface Commented {
  readonly '//'?: { readonly [policyExceptionsKey]?: Readonly<Record<string, string>> };
}

/** Every exception of a stack, and its resources by the name that follows their type, which the scanner alone tells. */
export function readStack({ name, text }: ScannedStack): {
  readonly exceptions: readonly WrittenException[];
  readonly typeOf: ReadonlyMap<string, string>;
} {
  const { resource = {} } = JSON.parse(text) as { readonly resource?: Readonly<Record<string, Readonly<Record<string, Commented>>>> };
  const exceptions: WrittenException[] = [];
  const typeOf = new Map<string, string>();
  for (const [type, byId] of Object.entries(resource)) {
    for (const [id, values] of Object.entries(byId)) {
      typeOf.set(id, type);
      for (const [check, reason] of Object.entries(values['//']?.[policyExceptionsKey] ?? {}))
        exceptions.push({ stack: name, resource: `${type}.${id}`, check, reason });
    }
  }
  return { exceptions, typeOf };
}
