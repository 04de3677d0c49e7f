import { readAddress } from '../src/index';

describe('readAddress', () => {
  it.each([
    ['198.51.100.24', '198.51.100.24'],
    ['198.51.100.24:42781', '198.51.100.24'],
    ['2001:db8::7', '2001:db8::7'],
    ['[2001:db8::7]', '2001:db8::7'],
    ['[2001:db8::7]:443', '2001:db8::7'],
    ['::ffff:198.51.100.24', '198.51.100.24'],
    ['[::FFFF:198.51.100.24]:1', '198.51.100.24'],
    ['::1', '::1'],
  ])('reads %s', (text, address) => {
    expect(readAddress(text)).toBe(address);
  });

  it.each([
    '0.0.0.0',
    '0.0.0.0:80',
    '::',
    '[::]:0',
    '0:0:0:0:0:0:0:0',
    '::ffff:0.0.0.0',
    '127.0.0.0/8',
    '999.1.1.1',
    '1.2.3',
    'XX.XX.XX.XX',
    'fe80::1%eth0',
    'host',
    '',
  ])('finds no single host in %j', text => {
    expect(readAddress(text)).toBeUndefined();
  });
});
