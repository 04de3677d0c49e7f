import type { Environment } from '@audit-bridge/config';
import yargs, { type Argv } from 'yargs';
import { withCommonRules } from '../command-line/build-program';
import { listCommands, noContexts } from '../command-line/listed-command';
import type { CommandVisitor } from '../commands';

/** What a shell may offer, so that nothing of the program must be loaded for it. */
export interface KnownCommand {
  /** One or two words. */
  readonly name: string;
  readonly summary: string;
  /** What each may be; nothing where anything may stand. */
  readonly positionals: readonly (readonly string[])[];
  /** By `--name`. */
  readonly options: Readonly<Record<string, KnownOption>>;
}

interface KnownOption {
  readonly about: string;
  /** Left out of a switch; empty where it takes any value. */
  readonly values?: readonly string[];
}

/** yargs knows them; its types do not say so. */
interface Declared {
  getOptions(): {
    readonly key: Readonly<Record<string, unknown>>;
    readonly choices: Readonly<Record<string, readonly string[]>>;
    readonly boolean: readonly string[];
  };
  getInternalMethods(): { getUsageInstance(): { getDescriptions(): Readonly<Record<string, string>> } };
}

export function knownWords(
  forEachCommand: (visitor: CommandVisitor) => void,
  environments: readonly Environment[],
): readonly KnownCommand[] {
  return listCommands(forEachCommand, environments, noContexts).map(({ build, name, positionals, summary }) => {
    const program = withCommonRules(build(yargs([]) as Argv)) as unknown as Declared;
    const { boolean, choices, key } = program.getOptions();
    const descriptions = program.getInternalMethods().getUsageInstance().getDescriptions();
    const places = [...positionals.matchAll(/[<[]([a-z-]+)/g)].map(([, place = '']) => place);
    const names = Object.keys(key).filter(option => option.length > 1 && option !== 'version' && !places.includes(option));
    const options = names.map(option => {
      const values = boolean.includes(option) ? {} : { values: choices[option] ?? [] };
      return [`--${option}`, { about: (descriptions[option] ?? '').replace(/^__yargsString__:/, ''), ...values }] as const;
    });
    return { name, summary, positionals: places.map(place => choices[place] ?? []), options: Object.fromEntries(options) };
  });
}
