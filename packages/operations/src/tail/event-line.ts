import { coloured, harmlessText, type TerminalCapabilities } from '@audit-bridge/terminal';
import type { ShownEvent } from './shown-event';

const statusCharacters = 8;
const actorCharacters = 32;
const subscriptionCharacters = 8;

/**
 * An event on one line: its time (UTC, to the second), status, actor, operation, resource without the path before its provider, the beginning of the
 * subscription's id, and the lakes that hold it.
 */
export function eventLine({ event, pipelines }: ShownEvent, capabilities: Pick<TerminalCapabilities, 'colour'>): string {
  const { identity, resource } = event;
  const status = fit(identity.status, statusCharacters);
  const colour = identity.status === 'Failure' ? 'red' : identity.status === 'Success' ? 'green' : 'yellow';
  return [
    coloured(`${identity.time.toISOString().slice(0, 19)}Z`, 'dim', capabilities),
    coloured(status, colour, capabilities),
    fit(event.actor ?? '-', actorCharacters),
    harmlessText(identity.operation),
    harmlessText(shortResource(resource) ?? '-'),
    harmlessText(identity.subscriptionId ?? '-').slice(0, subscriptionCharacters),
    coloured(pipelines.join('+'), 'dim', capabilities),
  ].join('  ');
}

/** The whole id names the subscription and the group once more: what it is stands behind its last provider. */
function shortResource(resource: string | undefined): string | undefined {
  const words = resource?.split('/').filter(word => word !== '') ?? [];
  const provider = words.map(word => word.toLowerCase()).lastIndexOf('providers');
  return (provider === -1 ? words.slice(-2) : words.slice(provider + 2)).join('/') || undefined;
}

function fit(text: string, characters: number): string {
  const shown = [...harmlessText(text)];
  return (shown.length > characters ? [...shown.slice(0, characters - 1), '…'].join('') : shown.join('')).padEnd(characters);
}
