import { project } from '@audit-bridge/naming';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  type KeyMetadata,
  type KMSClient,
  paginateListKeys,
} from '@aws-sdk/client-kms';
import { ifThere } from './absent';
import { type StatePlace, stateKeyAlias } from './state-place';
import type { StateStep } from './state-step';

/** By it a key is found again whose alias was not made any more. */
const description = 'Encrypts the Terraform state of Audit Bridge.';

/** The key of the state: the given one, the one that the alias leads to, or a new one. */
export class StateKey {
  #found: KeyMetadata | undefined;

  constructor(
    private readonly kms: KMSClient,
    private readonly place: StatePlace,
  ) {}

  /** @throws {Error} before it was looked for or made */
  get arn(): string {
    const arn = this.#found?.Arn;
    if (arn === undefined) throw new Error('The key of the state is not there.');
    return arn;
  }

  get isKnown(): boolean {
    return this.#found !== undefined;
  }

  steps(): readonly StateStep[] {
    const { keyArn } = this.place;
    const rotation: StateStep = {
      what: 'rotation of the key',
      isDone: async () => {
        if (!this.isKnown) return false;
        return (await this.kms.send(new GetKeyRotationStatusCommand({ KeyId: this.arn }))).KeyRotationEnabled === true;
      },
      make: async () => void (await this.kms.send(new EnableKeyRotationCommand({ KeyId: this.arn }))),
    };
    if (keyArn !== undefined) {
      const given: StateStep = {
        what: `the given key ${keyArn}`,
        isDone: () => this.#find(keyArn),
        make: () => Promise.reject(new StateKeyMissingError(keyArn)),
      };
      // Its owner decides over its rotation.
      return [given];
    }
    return [
      { what: 'a KMS key', isDone: async () => (await this.#find(stateKeyAlias)) || this.#findNameless(), make: () => this.#create() },
      {
        what: `its name ${stateKeyAlias}`,
        isDone: async () => (await ifThere(this.kms.send(new DescribeKeyCommand({ KeyId: stateKeyAlias })))) !== undefined,
        make: async () => void (await this.kms.send(new CreateAliasCommand({ AliasName: stateKeyAlias, TargetKeyId: this.arn }))),
      },
      rotation,
    ];
  }

  async #find(id: string): Promise<boolean> {
    const { KeyMetadata: found } = (await ifThere(this.kms.send(new DescribeKeyCommand({ KeyId: id })))) ?? {};
    if (found?.KeyState !== 'Enabled') return false;
    this.#found = found;
    return true;
  }

  /** A run that was cut off between the key and its alias has left one. */
  async #findNameless(): Promise<boolean> {
    for await (const { Keys = [] } of paginateListKeys({ client: this.kms }, {})) {
      for (const { KeyId } of Keys) {
        const { KeyMetadata: key } = (await ifThere(this.kms.send(new DescribeKeyCommand({ KeyId })))) ?? {};
        if (key?.Description !== description || key.KeyState !== 'Enabled') continue;
        this.#found = key;
        return true;
      }
    }
    return false;
  }

  async #create(): Promise<void> {
    const { accountId, arnPartition } = this.place;
    const statement = {
      Sid: 'IamDecides',
      Effect: 'Allow',
      Principal: { AWS: `arn:${arnPartition}:iam::${accountId}:root` },
      Action: 'kms:*',
      Resource: '*',
    };
    const { KeyMetadata } = await this.kms.send(
      new CreateKeyCommand({
        Description: description,
        Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
        Tags: [
          { TagKey: 'Project', TagValue: project },
          { TagKey: 'Purpose', TagValue: 'terraform-state' },
        ],
      }),
    );
    this.#found = KeyMetadata;
  }
}

/** The settings name a key that is not there, or not enabled. */
export class StateKeyMissingError extends Error {
  override readonly name = 'StateKeyMissingError';

  constructor(keyArn: string) {
    super(
      `The key ${keyArn} of the settings is not there, or is not enabled. Enable it, correct it, or take it out (unset AUDIT_BRIDGE_STATE_KMS_KEY_ARN) and run the command again: it then makes one.`,
    );
  }
}
