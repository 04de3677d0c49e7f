import { z } from 'zod';
import { accessKeysSettings } from './access-keys-settings';
import { alarms } from './alarm-settings';
import { arnOf, awsSettings } from './aws-settings';
import { azureSettings } from './azure-settings';
import { cloudtrailLakeSettings } from './cloudtrail-lake-settings';
import { crossFieldRules } from './cross-field-rules';
import { logRetentionDays } from './log-retention';
import { securityLakeSettings } from './security-lake-settings';
import { stateBackend } from './state-backend';
import { textLike } from './text-like';

const word = (what: string, example: string) =>
  textLike(/^[a-z][a-z0-9]{0,15}$/, `write ${what} as 1 to 16 lower-case letters and digits, a letter first, like '${example}'`);

/** The structure of an environment. Every key is checked, also after an earlier one failed. */
const structure = z.strictObject({
  /** Which rules hold: production refuses everything that could lose data, a sandbox keeps little and belongs to one person. */
  kind: z.enum(['sandbox', 'development', 'production']),
  /** Stands in every resource name and at the start of the stack ids. */
  name: word('the name', 'dev'),
  /** Whose sandbox it is: stands in every resource name. */
  owner: word('the owner', 'ana').optional(),
  aws: awsSettings,
  azure: azureSettings,
  state: stateBackend,
  /** `protected`: Terraform refuses to destroy what holds data. */
  protection: z.enum(['protected', 'destroyable']),
  /** Of the functions' own logs. */
  logRetentionDays,
  alarms,
  /** Added to the tags that every resource carries. */
  tags: z.record(z.string().max(128), z.string().max(256)).default({}),
  /** Room for virtual networks and private endpoints. */
  network: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('public') })]).default({ kind: 'public' }),
  /** The AWS key that encrypts everything of an environment. */
  encryption: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('created') }),
      z.strictObject({
        kind: z.literal('given'),
        /** Its policy must allow what the created key's policy allows. */
        kmsKeyArn: arnOf('kms', 'arn:aws:kms:eu-central-1:123456789012:key/1b4e28ba-2fa1-11d2-883f-0016d3cca427'),
      }),
    ])
    .default({ kind: 'created' }),
  pipelines: z
    .strictObject({
      cloudtrailLake: cloudtrailLakeSettings.optional(),
      securityLake: securityLakeSettings.optional(),
      accessKeys: accessKeysSettings.optional(),
    })
    .refine(
      pipelines => Object.values(pipelines).some(pipeline => pipeline !== undefined),
      'name at least one pipeline, like cloudtrailLake',
    ),
});

/** Cross-field rules run also when the structure has problems, so that all of them are reported at once. */
export const environmentSchema = structure.check(z.core._check(crossFieldRules, { when: () => true }));

/** What an environment file holds: settings with a default may be left out. */
export type EnvironmentInput = z.input<typeof structure>;

/** A checked environment with every default filled in. */
export type Environment = z.output<typeof structure>;
