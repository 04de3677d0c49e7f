/**
 * An account as AWS Organizations lists it. `Status` is what older answers have:
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
 */
export interface ListedAccount {
  readonly Id?: string;
  readonly Name?: string;
  readonly State?: string;
  readonly Status?: string;
}

export interface UncoveredAccount {
  readonly id: string;
  readonly name: string;
}

/** Nobody can use a key in such an account, and nobody can read it. */
const closedStates = ['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'PENDING_ACTIVATION'];

export const stateOf = ({ State, Status }: ListedAccount): string => State ?? Status ?? 'unknown';

/** Whether its access keys count: also those of an account in a state that nobody has heard of. */
export const isOpen = (account: ListedAccount): boolean => !closedStates.includes(stateOf(account));

/**
 * Whose access keys nobody reads, although they could be used.
 *
 * @param reported ids of the accounts that are read, the own one among them
 * @throws {TypeError} where an account has no id: what cannot be told apart cannot be called covered
 */
export function uncoveredAccounts(listed: readonly ListedAccount[], reported: ReadonlySet<string>): readonly UncoveredAccount[] {
  return listed.filter(isOpen).flatMap(({ Id: id, Name: name = '' }) => {
    if (id === undefined) throw new TypeError('The organization lists an account without an id.');
    return reported.has(id) ? [] : [{ id, name }];
  });
}
