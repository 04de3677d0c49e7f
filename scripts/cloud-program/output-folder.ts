import { join } from 'node:path';
import { repositoryRoot } from '../repository-root';

/** Where the program writes the stacks. */
export const outputFolder = join(repositoryRoot, 'cdktf.out');
