import {
  type CheckpointStore,
  type FunctionLogEntry,
  type FunctionsHost,
  type FunctionsHostProps,
  memoryCheckpoints,
  startFunctionsHost,
} from '@audit-bridge/local/emulators/functions-host';

/** The hosts of one function app: they share checkpoints, take partitions from one another, and one of them may crash. */
export class Hosts {
  readonly #store = memoryCheckpoints();
  readonly #hosts = new Set<FunctionsHost>();
  readonly #attempts = new Map<string, number>();
  #replacements: Promise<unknown>[] = [];
  #checkpointsToCrash: number | undefined;
  #crashes = 0;
  #lostMessages = 0;

  constructor(
    private readonly props: Omit<FunctionsHostProps, 'checkpoints' | 'partitions' | 'onBatch' | 'onLog'>,
    crashAtCheckpoint: number | undefined,
  ) {
    this.#checkpointsToCrash = crashAtCheckpoint;
  }

  /** Hosts that have crashed. */
  get crashes(): number {
    return this.#crashes;
  }

  /** What the function has counted as lost. */
  get lostMessages(): number {
    return this.#lostMessages;
  }

  /** How often a message was given to the function. */
  attempts(partitionId: string, sequenceNumber: number): number {
    return this.#attempts.get(`${partitionId}/${sequenceNumber}`) ?? 0;
  }

  /** Starts a host that claims partitions. @param partitions undefined for all */
  async start(partitions?: readonly string[]): Promise<void> {
    let host: FunctionsHost | undefined;
    const checkpoints: CheckpointStore = {
      ...this.#store,
      write: async (key, checkpoint) => {
        if (host !== undefined && this.#isTimeToCrash()) {
          this.#crash(host);
          throw new Error('The host has ended before it wrote its checkpoint.');
        }
        await this.#store.write(key, checkpoint);
      },
    };
    host = await startFunctionsHost({
      ...this.props,
      checkpoints,
      ...(partitions !== undefined && { partitions }),
      onBatch: (partitionId, events) => {
        for (const { sequenceNumber } of events) {
          const key = `${partitionId}/${sequenceNumber}`;
          this.#attempts.set(key, (this.#attempts.get(key) ?? 0) + 1);
        }
      },
      onLog: entry => this.#read(entry),
    });
    this.#hosts.add(host);
  }

  /** Runs the timer on one of the hosts; a run that fails is made good by a later one. @returns whether it succeeded */
  async runTimer(): Promise<boolean> {
    const [host] = this.#hosts;
    if (host === undefined) return false;
    return host.runTimer('forward-parked-records').then(
      () => true,
      () => false,
    );
  }

  /** One host remains, and works through what is there. */
  async drained(): Promise<void> {
    this.#checkpointsToCrash = undefined;
    await Promise.all(this.#replacements);
    const [last, ...others] = [...this.#hosts].reverse();
    for (const host of others) this.#hosts.delete(host);
    await Promise.all(others.map(host => host.stop()));
    await last?.claimPartitions();
    await last?.drained();
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.#replacements);
    await Promise.all([...this.#hosts].map(host => host.kill()));
  }

  #isTimeToCrash(): boolean {
    if (this.#checkpointsToCrash === undefined) return false;
    this.#checkpointsToCrash -= 1;
    return this.#checkpointsToCrash === 0;
  }

  #crash(host: FunctionsHost): void {
    this.#crashes += 1;
    this.#checkpointsToCrash = undefined;
    this.#hosts.delete(host);
    this.#replacements.push(host.kill().then(() => this.start()));
  }

  #read({ category, message }: FunctionLogEntry): void {
    if (category !== 'user') return;
    const { metrics } = JSON.parse(message) as { readonly metrics?: { readonly MessagesLost?: number } };
    this.#lostMessages += metrics?.MessagesLost ?? 0;
  }
}
