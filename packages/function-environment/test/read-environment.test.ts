import * as z from 'zod';
import { readEnvironment } from '../src';

const schema = z.object({ TABLE: z.string().min(1), DAYS: z.coerce.number().int().positive(), START_AT: z.iso.datetime().optional() });

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

  it('takes an empty variable for a missing one', () => {
    expect(readEnvironment(schema, { TABLE: 't', DAYS: '1', START_AT: '' })).toEqual({ TABLE: 't', DAYS: 1 });
    expect(() => readEnvironment(schema, { TABLE: '', DAYS: '1' })).toThrow('TABLE is missing');
  });
});
