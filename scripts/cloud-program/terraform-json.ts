export type Values = Readonly<Record<string, unknown>>;

/** Terraform's JSON syntax, as far as anybody here reads it. */
export interface TerraformJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly locals?: Values;
  readonly provider?: Readonly<Record<string, readonly Values[]>>;
  readonly variable?: Readonly<Record<string, Values>>;
  readonly output?: Readonly<Record<string, Values>>;
  readonly terraform?: {
    readonly backend?: Readonly<Record<string, Values>>;
    readonly required_providers?: Readonly<Record<string, Values>>;
  };
}
