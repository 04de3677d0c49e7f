import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { testCredentials, testRegion } from '../emulators/test-account';
import { type NamedMetrics, readEmbeddedMetrics } from './embedded-metrics';

const intervalMilliseconds = 1_000;
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
const maxMetricsPerCall = 1_000;

/** What CloudWatch does with the metrics in the functions' logs, which moto does not: it takes them up by itself. */
export class FunctionMetrics {
  #waiting: NamedMetrics[] = [];
  #publishing: Promise<void> = Promise.resolve();
  #client: CloudWatchClient | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** Takes a line of a function's log. */
  take(line: string): void {
    this.#waiting.push(...readEmbeddedMetrics(line));
  }

  /** Takes what was measured in another way. */
  add(metrics: NamedMetrics): void {
    this.#waiting.push(metrics);
  }

  /** Puts what was taken, and what will be, into the CloudWatch of moto. */
  publishTo(url: string): void {
    const settings = { endpoint: url, region: testRegion, credentials: testCredentials };
    // moto does not unpack what the client would compress.
    this.#client = new CloudWatchClient({ ...settings, disableRequestCompression: true });
    // A metric that is lost on the way out of a run is missed by nobody.
    this.#timer = setInterval(() => this.publish().catch(() => {}), intervalMilliseconds);
  }

  /** At once. */
  publish(): Promise<void> {
    this.#publishing = this.#publishing.catch(() => {}).then(() => this.#put(this.#waiting.splice(0)));
    return this.#publishing;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#publishing.catch(() => {});
    this.#client?.destroy();
  }

  async #put(taken: readonly NamedMetrics[]): Promise<void> {
    for (const namespace of new Set(taken.map(one => one.namespace))) {
      const metrics = taken.filter(one => one.namespace === namespace).flatMap(one => one.metrics);
      for (let from = 0; from < metrics.length; from += maxMetricsPerCall) {
        const MetricData = metrics.slice(from, from + maxMetricsPerCall);
        await this.#client?.send(new PutMetricDataCommand({ Namespace: namespace, MetricData }));
      }
    }
  }
}
