import { z } from 'zod';
import { arnOf } from './aws-settings';
import { textLike } from './text-like';

/** Where Terraform keeps what it made. The state holds keys that resources export, so it is a secret of its own. */
export const stateBackend = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('s3'),
    bucket: textLike(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "write the name of a bucket that exists, like 'my-terraform-state'"),
    region: textLike(/^[a-z]+(-[a-z]+)+-\d$/, "write the bucket's Region, like 'eu-central-1'"),
    /** A key that only the deploy roles may use. */
    kmsKeyArn: arnOf('kms', 'arn:aws:kms:eu-central-1:123456789012:key/1b4e28ba-2fa1-11d2-883f-0016d3cca427'),
    /** The objects are `<keyPrefix>/<stack id>.tfstate`. */
    keyPrefix: textLike(/^[^/].*[^/]$/, "write a prefix without a leading or trailing slash, like 'audit-bridge'").default('audit-bridge'),
  }),
  /** A file beside the checkout: for one person's sandbox. */
  z.strictObject({ kind: z.literal('local') }),
]);

export type StateBackend = z.output<typeof stateBackend>;
