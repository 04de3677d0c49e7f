import type { BridgeContext } from '../bridge-command';

/** A line for every tenth of the records. */
export function feedProgress(count: number, print: BridgeContext['print']): (sent: number) => void {
  let tenths = 0;
  return sent => {
    const now = Math.floor((10 * sent) / count);
    if (now === tenths) return;
    tenths = now;
    print(`  ${sent.toLocaleString('en')} of ${count.toLocaleString('en')} records`);
  };
}
