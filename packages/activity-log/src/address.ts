import { isIPv4, isIPv6 } from 'node:net';

const ipv4WithPort = /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/;
const bracketedIpv6 = /^\[([^\]]+)\](?::\d{1,5})?$/;
const mappedIpv4 = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;
const onlyZeros = /^[0:.]+$/;

/**
 * The caller's address (mapping, section 2.4, `src_endpoint`): IPv4 or IPv6, without the port and brackets that may stand around it,
 * an IPv4 address mapped into IPv6 as IPv4.
 *
 * @returns undefined for what names no single host: 0.0.0.0, ::, a range, a redacted or any other text
 */
export function readAddress(text: string): string | undefined {
  if (isIPv4(text) && text !== '0.0.0.0') return text;
  const bare = ipv4WithPort.exec(text)?.[1] ?? bracketedIpv6.exec(text)?.[1] ?? text;
  const address = mappedIpv4.exec(bare)?.[1] ?? bare;
  // A zone (fe80::1%eth0) is known to the sender's machine alone.
  const isUsable = (isIPv4(address) || (isIPv6(address) && !address.includes('%'))) && !onlyZeros.test(address);
  return isUsable ? address : undefined;
}
