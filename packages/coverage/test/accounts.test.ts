import { stateOf, uncoveredAccounts } from '../src/accounts';

describe('uncoveredAccounts', () => {
  it('are open and read by nobody, whatever their state is called', () => {
    const listed = [
      { Id: '1', State: 'ACTIVE', Status: 'ACTIVE' },
      { Id: '2', Name: 'new', State: 'ACTIVE' },
      { Id: '3', Name: 'told the old way', Status: 'ACTIVE' },
      { Id: '4', State: 'NEWLY_INVENTED' },
      { Id: '5', State: 'PENDING_CLOSURE', Status: 'ACTIVE' },
      { Id: '6', Status: 'SUSPENDED' },
    ];
    expect(uncoveredAccounts(listed, new Set(['1', '9']))).toEqual([
      { id: '2', name: 'new' },
      { id: '3', name: 'told the old way' },
      { id: '4', name: '' },
    ]);
    expect(listed.map(stateOf)).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE', 'NEWLY_INVENTED', 'PENDING_CLOSURE', 'SUSPENDED']);
  });

  it('cannot be told of an account without an id', () => {
    expect(() => uncoveredAccounts([{ Name: 'x' }], new Set())).toThrow(TypeError);
  });
});
