import { runBridge } from '@audit-bridge/operations';
import type { CloudProgram } from '@audit-bridge/operations/sandbox/cloud-program';
import type { SandboxClouds } from './sandbox-clouds';
import { environmentOf } from './sandbox-on-stand-ins';

/** A sandbox that was taken down. */
export interface Swept {
  readonly owner: string;
  readonly removed: readonly { readonly kind: string; readonly name: string }[];
  readonly remaining: readonly { readonly kind: string; readonly name: string; readonly until?: string; readonly reason?: string }[];
}

export interface BridgeAnswer {
  readonly exitCode: number;
  /** What it says to a person meanwhile. */
  readonly said: string;
  /** What `--json` prints. */
  readonly document: {
    readonly sandboxes: readonly Swept[];
    readonly sent?: Readonly<Record<string, number>>;
    readonly error?: { readonly name: string; readonly message: string };
  };
}

/** The command line, with the account and the subscription of the stand-ins. */
export async function sandboxBridge(clouds: SandboxClouds, program: CloudProgram, words: string): Promise<BridgeAnswer> {
  const lines: string[] = [];
  const said: string[] = [];
  const exitCode = await runBridge({
    words: `${words} --json`.split(' '),
    environments: [],
    print: line => void lines.push(line),
    printError: line => void said.push(line),
    progress: { update: () => {}, line: () => {}, end: () => {} },
    connect: () => clouds.connections,
    sandboxes: { environmentOf, program },
  });
  return { exitCode, said: said.join('\n'), document: JSON.parse(lines.join('\n')) as BridgeAnswer['document'] };
}
