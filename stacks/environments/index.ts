import type { EnvironmentInput } from '@audit-bridge/config';
import { dev } from './dev';
import { prod } from './prod';
import { sandbox } from './sandbox';

/** Every environment, unchecked. */
export const environments: readonly EnvironmentInput[] = [dev, prod, sandbox];
