import * as z from 'zod/mini';
import { readEnvironment } from '../src';
import { accountId, demandWith, positiveInteger, text } from '../src/variables';

const schema = z.object({ TABLE: text, DAYS: positiveInteger, START_AT: z.optional(z.iso.datetime()) });

describe('readEnvironment', () => {
  it('gives the values in their types', () => {
    expect(readEnvironment(schema, { TABLE: 't', DAYS: '30', PATH: '/bin' })).toEqual({ TABLE: 't', DAYS: 30 });
  });

  it('names every variable that is missing or wrong, and no value', () => {
    expect(() => readEnvironment(schema, { DAYS: 'secret', START_AT: 'secret' })).toThrow(
      expect.objectContaining({
        name: 'FunctionEnvironmentError',
        message: expect.stringMatching(/TABLE is missing; DAYS: .+; START_AT: .+/),
      }),
    );
    expect(() => readEnvironment(schema, { DAYS: 'secret', START_AT: 'secret' })).not.toThrow(/secret/);
  });

  it('says what each must be', () => {
    expect(() => readEnvironment(z.object({ ACCOUNT_ID: accountId, DAYS: positiveInteger }), { ACCOUNT_ID: '12', DAYS: '0' })).toThrow(
      'ACCOUNT_ID: Invalid string: must match pattern /^\\d{12}$/; DAYS: Too small: expected number to be >0.',
    );
  });

  it('takes an empty variable for a missing one', () => {
    expect(readEnvironment(schema, { TABLE: 't', DAYS: '1', START_AT: '' })).toEqual({ TABLE: 't', DAYS: 1 });
    expect(() => readEnvironment(schema, { TABLE: '', DAYS: '1' })).toThrow('TABLE is missing');
  });

  it('demands what belongs to a variable that is there, and nothing without it', () => {
    const together = z.object({ GROUP: z.optional(text), URL: z.optional(text) }).check(demandWith('GROUP', ['URL']));
    expect(readEnvironment(together, {})).toEqual({});
    expect(readEnvironment(together, { GROUP: 'g', URL: 'u' })).toEqual({ GROUP: 'g', URL: 'u' });
    expect(() => readEnvironment(together, { GROUP: 'g' })).toThrow('URL');
  });
});
