import { expect, test } from 'vitest';
import { admissionCookie, admit, type Admission, type Knock } from './gate.ts';

const admission: Admission = { port: 4000, startToken: 'open-sesame', cookieSecret: 'kept-secret' };
const host = '127.0.0.1:4000';
const cookie = 'other=1; nodewise-4000=kept-secret';

const knock = (url: string, headers: Knock['headers'], method = 'GET'): Knock => ({
  method,
  url,
  headers,
});
const reason = (k: Knock, upgrade = false) => {
  const verdict = admit(admission, k, upgrade);
  return verdict.kind === 'out' ? verdict.reason : verdict.kind;
};

test('the printed link is exchanged, a guessed or used one is not', () => {
  expect(reason(knock('/?start=open-sesame', { host }))).toBe('exchange');
  expect(reason(knock('/?start=open-sesamf', { host }))).toBe('wrong-token');
  expect(reason(knock('/?start=', { host }))).toBe('wrong-token');
  const used = { ...admission, startToken: null };
  expect(admit(used, knock('/?start=open-sesame', { host }))).toEqual({
    kind: 'out',
    reason: 'wrong-token',
  });
  expect(admit(used, knock('/?start=open-sesame', { host, cookie }))).toEqual({ kind: 'in' });
});

test('the token opens the first page only, no data and no socket', () => {
  expect(reason(knock('/data/volumes/1?start=open-sesame', { host }))).toBe('no-cookie');
  const origin = `http://${host}`;
  expect(reason(knock('/?start=open-sesame', { host, origin }), true)).toBe('no-cookie');
  expect(reason(knock('/?start=open-sesame', { host, origin }, 'POST'))).toBe('no-cookie');
});

test.each([
  { title: 'no cookie', cookie: undefined, expected: 'no-cookie' },
  { title: 'a wrong value', cookie: 'nodewise-4000=kept-secreT', expected: 'no-cookie' },
  { title: 'a prefix of it', cookie: 'nodewise-4000=kept', expected: 'no-cookie' },
  { title: "another instance's name", cookie: 'nodewise-4001=kept-secret', expected: 'no-cookie' },
  { title: 'the right one', cookie, expected: 'in' },
])('$title in the cookie: $expected', ({ cookie: sent, expected }) => {
  expect(reason(knock('/', { host, cookie: sent }))).toBe(expected);
});

test.each(['evil.example:4000', 'evil.example', '127.0.0.1', '127.0.0.1:4001', '', undefined])(
  'a request to the host %s is refused, cookie or not',
  (wrong) => {
    expect(reason(knock('/', { host: wrong, cookie }))).toBe('wrong-host');
  },
);

test.each(['http://evil.example', 'null', 'http://127.0.0.1:4001', `https://${host}`])(
  'a request from the origin %s is refused',
  (origin) => {
    expect(reason(knock('/', { host, origin, cookie }))).toBe('wrong-origin');
    expect(reason(knock('/rpc', { host, origin, cookie }), true)).toBe('wrong-origin');
  },
);

test('a socket and a change need the origin to be stated', () => {
  expect(reason(knock('/rpc', { host, cookie }), true)).toBe('wrong-origin');
  expect(reason(knock('/data/uploads/1', { host, cookie }, 'POST'))).toBe('wrong-origin');
  const origin = `http://${host}`;
  expect(reason(knock('/rpc', { host, origin, cookie }), true)).toBe('in');
  expect(reason(knock('/data/uploads/1', { host, origin, cookie }, 'POST'))).toBe('in');
});

test('a page of another site cannot embed anything', () => {
  const headers = { host, cookie, 'sec-fetch-site': 'cross-site' };
  expect(reason(knock('/data/volumes/1', headers))).toBe('wrong-origin');
});

test('scripts cannot read the cookie and other sites cannot send it', () => {
  expect(admissionCookie(admission)).toBe(
    'nodewise-4000=kept-secret; HttpOnly; SameSite=Strict; Path=/',
  );
});
