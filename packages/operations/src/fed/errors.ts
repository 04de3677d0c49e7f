/** An entry of the register is not as it was written: nothing of it is compared, so nothing is guessed. */
export class DamagedFedEntryError extends Error {
  override readonly name = 'DamagedFedEntryError';

  constructor(name: string, why: string) {
    super(
      `${name} of the register of what was fed is damaged: ${why}. Nobody but bridge writes there. Look at who did; delete the blob to go on without it: what it held then counts as not in the source.`,
    );
  }
}
