import { readStatus, severityOf } from '../src/index';

const status = (resultType?: string, resultSignature?: string, statusCode?: string, subStatus?: string) =>
  readStatus({ resultType, resultSignature, statusCode, subStatus });

describe('readStatus', () => {
  it.each([
    ['Success', 1],
    ['Succeeded.', 1],
    ['SUCCEEDED', 1],
    ['Failure', 2],
    ['Failed', 2],
    ['Cancelled', 2],
    ['Canceled', 2],
    ['TimedOut', 2],
    ['Denied', 2],
    ['0', 1],
    ['200', 1],
    ['302', 1],
    ['403', 2],
    ['500', 2],
    ['Start', 99],
    ['Accept', 99],
    ['Active', 99],
    ['Resolved', 99],
  ])('%s is %d', (resultType, id) => {
    expect(status(resultType)).toMatchObject({ id, word: resultType.replace('.', '') });
  });

  it('takes the word from the signature when there is no other', () => {
    expect(status(undefined, 'Failed.NotFound')).toEqual({ id: 2, word: 'Failed', code: 'NotFound' });
    expect(status()).toEqual({ id: 0, word: undefined, code: undefined });
  });

  it.each([
    ['Started.', undefined, undefined],
    ['Succeeded.Created', 'OK', 'Created'],
    ['Succeeded.', 'OK', 'OK'],
    ['', 'NotFound', 'NotFound'],
    ['409', undefined, '409'],
  ])('makes %j with the status code %s more precise by %s', (resultSignature, statusCode, code) => {
    expect(status('Failed', resultSignature, statusCode).code).toBe(code);
  });
});

describe('severityOf', () => {
  it.each([
    ['Critical', 5],
    ['error', 3],
    ['Warning', 2],
    ['Informational', 1],
    ['Information', 1],
    ['TRACE', 1],
    ['1', 5],
    ['4', 1],
    [undefined, 0],
  ])('%s is %d', (level, severity) => {
    expect(severityOf(level, 'Administrative', 'High')).toBe(severity);
  });

  it('takes the grade of a security alert', () => {
    expect(severityOf('Informational', 'Security', 'High')).toBe(4);
    expect(severityOf('Informational', 'Security', undefined)).toBe(1);
  });
});
