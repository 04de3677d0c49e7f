/** What Terraform says of a run, one JSON text a line: https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
export interface TerraformEvent {
  readonly type?: string;
  readonly hook?: { readonly resource?: { readonly addr?: string }; readonly action?: string };
  readonly changes?: { readonly operation?: string; readonly add?: number; readonly change?: number; readonly remove?: number };
  readonly diagnostic?: {
    readonly severity?: string;
    readonly summary?: string;
    readonly detail?: string;
    readonly address?: string;
  };
}

/** A line that is none of its events (a provider's own words) says nothing. */
export function readTerraformEvent(line: string): TerraformEvent {
  try {
    return JSON.parse(line) as TerraformEvent;
  } catch {
    return {};
  }
}

/** How far a run is, and what went wrong in it. */
export class TerraformProgress {
  #planned = 0;
  #done = 0;
  #last = '';
  readonly #errors: string[] = [];
  #isStateHeld = false;

  take({ changes, diagnostic, hook, type }: TerraformEvent): void {
    if (type === 'change_summary' && changes?.operation === 'plan')
      this.#planned = (changes.add ?? 0) + (changes.change ?? 0) + (changes.remove ?? 0);
    if (type === 'apply_start') this.#last = hook?.resource?.addr ?? this.#last;
    if (type === 'apply_complete') this.#done++;
    if (type !== 'diagnostic' || diagnostic?.severity !== 'error') return;
    const { address, detail = '', summary = '' } = diagnostic;
    this.#isStateHeld ||= /acquiring the state lock/i.test(summary);
    this.#errors.push([address, summary, detail.trim()].filter(text => text !== undefined && text !== '').join(': '));
  }

  /** `31 of 58 (aws_sqs_queue.hints)` */
  get text(): string {
    return this.#planned === 0
      ? 'looking at what is there'
      : `${this.#done} of ${this.#planned}${this.#last === '' ? '' : ` (${this.#last})`}`;
  }

  get errors(): readonly string[] {
    return this.#errors;
  }

  get isStateHeld(): boolean {
    return this.#isStateHeld;
  }
}
